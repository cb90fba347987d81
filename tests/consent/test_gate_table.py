"""Every kind of use against every reason code."""
from dataclasses import replace
from datetime import timedelta

import pytest

from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import UseKind
from exhibit.consent.requirements import IN_A_HALL, REQUIRED, VOICES

from .scenes import CLOSED_BY, DAY, NOW, OF_CHILDREN, PAIRS, REST, for_children, grant, open_scene


@pytest.mark.parametrize("kind", UseKind)
def test_a_use_with_all_it_needs_is_allowed(kind):
    scene = open_scene(kind)
    decision = scene.ask()
    assert decision.allowed and decision.reasons == ()
    assert set(decision.grant_ids) == {g.id for g in scene.grants}
    assert set(decision.requires) == {f"{g.permission}:{g.scope}" if g.scope else g.permission for g in scene.grants}
    assert decision.valid_until == NOW + (30 if kind in IN_A_HALL else 300) * DAY


@pytest.mark.parametrize("kind", [k for k in UseKind if for_children(k)])
def test_a_childs_story_ends_with_its_best_interests_decision_at_the_latest(kind):
    decision = open_scene(kind, child=True).ask()
    assert decision.allowed
    assert decision.valid_until == NOW + (30 if kind in IN_A_HALL else 100) * DAY


@pytest.mark.parametrize(("kind", "reason"), PAIRS, ids=[f"{k}-{r}" for k, r in PAIRS])
def test_each_reason_closes_each_use_it_speaks_of(kind, reason):
    decision = CLOSED_BY[reason](kind).ask()
    assert decision.reasons == (reason,)
    assert not decision.allowed and decision.grant_ids == () and decision.valid_until is None and decision.requires


@pytest.mark.parametrize(("kind", "reason"), REST, ids=[f"{k}-{r}" for k, r in REST])
def test_a_reason_that_does_not_speak_of_a_use_leaves_it_open_or_it_is_closed_to_children_as_such(kind, reason):
    """The rest of the table: a page is in no country and has no copies; what no child may have needs no guardian to say no."""
    decision = CLOSED_BY[reason](kind).ask()
    assert decision.allowed == (reason not in OF_CHILDREN)
    assert decision.allowed or decision.reasons[0] == "CHILD_FORBIDDEN"
    assert len(PAIRS) + len(REST) == len(UseKind) * len(SENTENCES)


def test_the_table_knows_every_reason_and_every_use():
    assert set(CLOSED_BY) == set(SENTENCES)
    assert {reason for _, reason in PAIRS} == set(SENTENCES)
    assert set(REQUIRED) == set(UseKind)


@pytest.mark.parametrize("kind", UseKind)
def test_nothing_on_file_is_a_no(kind):
    scene = open_scene(kind)
    for missing in scene.grants:
        assert not scene.without(missing.permission).ask().allowed


@pytest.mark.parametrize("kind", UseKind)
def test_a_yes_lasts_exactly_as_long_as_it_says(kind):
    scene = open_scene(kind)
    end = scene.ask().valid_until
    assert scene.ask(end - timedelta(microseconds=1)).allowed
    assert not scene.ask(end).allowed


GRANTED = [(), ("AUD_ACTOR",), ("AUD_OWN",), ("AUD_ACTOR", "AUD_OWN")]


@pytest.mark.parametrize("child", [False, True], ids=["adult", "child"])
@pytest.mark.parametrize("granted", GRANTED, ids=["+".join(g) or "none" for g in GRANTED])
@pytest.mark.parametrize("voice", ["", *VOICES])
@pytest.mark.parametrize("kind", UseKind)
def test_whose_voice_is_heard_needs_the_yes_to_that_voice(kind, voice, granted, child):
    """Every kind of use, every voice, every set of yeses to voices: a reading in her own voice never rests on the yes to an actor's, nor the other way round."""
    scene = open_scene(kind, child).without(*VOICES)
    before = scene.ask().allowed
    scene = replace(scene, use=replace(scene.use, voice=voice)).plus(*(grant(code, given_by="GUARDIAN" if child else "SUBJECT") for code in granted))
    needed = {UseKind.AUDIO: {voice} if voice else set(VOICES), UseKind.SIGN_VIDEO: {"AUD_ACTOR"}}.get(kind)
    if needed is None:
        assert scene.ask().allowed == before
    else:
        relied = [code for code in VOICES if code in needed & set(granted)][:1]
        open_to_her = bool(relied) and not (child and relied == ["AUD_OWN"])
        assert scene.ask().allowed == open_to_her
        assert not open_to_her or {f"{relied[0]}:None"} == {uid for uid in scene.ask().grant_ids if uid.startswith("AUD_")}


ORDER = ("HOLD", "WITHDRAWN", "NO_ASSENT", "REFUSED", "LANG", "COUNTRY", "ELEMENT", "UNIQUENESS", "POLICY")


def test_the_first_no_wins_in_the_order_of_the_model():
    """All reasons at once; taking away the first shows the next."""
    from exhibit.consent.states import State

    scene = open_scene(UseKind.CUTOUT_COPY, child=True).telling(
        hold="LEGAL", child_assent=None, elements=frozenset({"HEALTH"}), uniqueness_checked=False)
    scene = replace(scene, policy=frozenset({UseKind.CUTOUT_COPY})).without("TRANSLATE", "EVENT_COUNTRY")
    repaired = {
        "HOLD": lambda s: s.telling(hold="NONE"),
        "WITHDRAWN": lambda s: s.first(state=State.REFUSED),
        "NO_ASSENT": lambda s: s.telling(child_assent=True),
        "REFUSED": lambda s: s.first(state=State.CONFIRMED),
        "LANG": lambda s: s.telling(original_language="fr"),
        "COUNTRY": lambda s: s.plus(*[g for g in open_scene(UseKind.CUTOUT_COPY).grants if g.permission == "EVENT_COUNTRY"]),
        "ELEMENT": lambda s: s.telling(elements=frozenset()),
        "UNIQUENESS": lambda s: s.telling(uniqueness_checked=True),
        "POLICY": lambda s: replace(s, policy=frozenset()),
    }
    scene, seen = scene.first(state=State.WITHDRAWN), []
    while not (decision := scene.ask()).allowed and len(seen) < len(ORDER):
        seen.append(decision.reasons)
        scene = repaired[decision.reasons[0]](scene)
    assert seen == [(code,) for code in ORDER] and decision.allowed
