"""What holds for every story, use and file of permissions, searched by hypothesis."""
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.consent.gate import may_use
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.records import Grant, Guardian, Story, Use, UseKind
from exhibit.consent.states import FINAL, PUBLISHABLE, State

from .scenes import DAY, NOW, open_scene

WORDS = st.sampled_from(["", "fr", "ne", "BE", "np", "NP", "brussels", "vienna", "museum"])
DATES = st.none() | st.integers(-900, 900).map(lambda days: NOW + days * DAY)
WILD_DATES = st.none() | st.datetimes(timezones=st.just(UTC))
TAGS = st.frozensets(st.sampled_from(["GENDER", "AGE_BAND", "NATIONALITY", "REGION", "HEALTH"]), max_size=3)


def grants(dates=DATES):
    return st.builds(
        Grant, id=st.uuids().map(str), permission=st.sampled_from(sorted(PERMISSIONS)), state=st.sampled_from(State), scope=st.none() | WORDS,
        valid_from=dates, valid_until=dates, confirmed_at=dates, given_at=dates, max_copies=st.none() | st.integers(0, 3), embargo_until=dates,
        elements=TAGS, given_by=st.sampled_from(["SUBJECT", "GUARDIAN"]))


def stories(dates=DATES):
    return st.builds(
        Story, code=st.just("T1"), language=WORDS, original_language=WORDS, approved_by_person=st.booleans(), hold=st.sampled_from(["NONE", "SAFETY", ""]),
        age_class=st.sampled_from(["ADULT", "CHILD", "UNCERTAIN", "ADULT_OF_CHILDHOOD", "?"]), majority_at=dates, child_assent=st.none() | st.booleans(),
        guardian=st.builds(Guardian, permits=st.none() | st.booleans(), conflict=st.booleans(), disagree=st.booleans(), valid_until=dates),
        best_interests_until=dates, origin_country=WORDS, exploitation_countries=st.frozensets(WORDS, max_size=2), elements=TAGS, uniqueness_checked=st.booleans())


def uses(dates=DATES):
    return st.builds(Use, kind=st.sampled_from(UseKind), language=WORDS, country=WORDS, exhibition_id=st.none() | WORDS, exhibition_ends_at=dates,
                     copies_printed=st.integers(0, 5), partner=WORDS, image=st.sampled_from(["", "IMG_DRAWN", "nonsense"]), voice=st.sampled_from(["", "AUD_OWN", "AUD_ACTOR", "nonsense"]))


@st.composite
def scenes(draw):
    """Open scenes, a little disturbed: a no is common, a yes is not rare."""
    scene = open_scene(draw(st.sampled_from(UseKind)), child=draw(st.booleans()))
    rows = [replace(g, **draw(st.fixed_dictionaries({}, optional={
        "state": st.sampled_from(State), "given_at": DATES, "valid_until": DATES}))) if draw(st.integers(0, 5)) == 0 else g for g in scene.grants]
    extra = draw(st.lists(grants(), max_size=3))
    return replace(scene, grants=tuple(draw(st.permutations(rows + extra))))


@settings(deadline=None, max_examples=300)
@given(stories(WILD_DATES), uses(WILD_DATES), st.lists(grants(WILD_DATES), max_size=8), st.datetimes(timezones=st.just(UTC)))
def test_the_gate_never_raises_and_always_gives_a_reason(story, use, rows, now):
    decision = may_use(story, use, rows, now)
    assert decision.allowed == (not decision.reasons)
    assert set(decision.reasons) <= set(SENTENCES)
    assert decision.requires
    assert decision == may_use(story, use, iter(rows), now)


@settings(deadline=None, max_examples=300)
@given(scenes(), st.data())
def test_adding_a_stop_never_opens(scene, data):
    before = scene.ask()
    stop = replace(data.draw(grants()), state=data.draw(st.sampled_from(sorted(FINAL))))
    if scene.grants and data.draw(st.booleans()):
        stop = replace(data.draw(st.sampled_from(scene.grants)), id="stop", state=State.WITHDRAWN, given_at=data.draw(DATES))
    place = data.draw(st.integers(0, len(scene.grants)))
    after = replace(scene, grants=(*scene.grants[:place], stop, *scene.grants[place:])).ask()
    assert before.allowed or not after.allowed


@settings(deadline=None, max_examples=200)
@given(scenes(), st.data())
def test_turning_a_row_into_a_stop_never_opens(scene, data):
    before = scene.ask()
    place = data.draw(st.integers(0, len(scene.grants) - 1))
    rows = list(scene.grants)
    rows[place] = replace(rows[place], state=State.WITHDRAWN)
    assert before.allowed or not replace(scene, grants=tuple(rows)).ask().allowed


@settings(deadline=None, max_examples=300)
@given(scenes(), st.data())
def test_a_withdrawal_of_what_the_yes_stands_on_closes_at_once(scene, data):
    decision = scene.ask()
    if decision.allowed:
        gone = data.draw(st.sampled_from(decision.grant_ids))
        told_to_stop = next(g for g in scene.grants if g.id == gone)
        rows = tuple(g for g in scene.grants if (g.permission, g.scope) != (told_to_stop.permission, told_to_stop.scope))
        after = replace(scene, grants=(*rows, replace(told_to_stop, state=State.WITHDRAWN))).ask()
        assert not after.allowed or told_to_stop.permission.startswith(("IMG_", "AUD_", "EVENT_"))


@settings(deadline=None, max_examples=300)
@given(scenes())
def test_allowed_means_every_required_permission_is_on_file_confirmed_and_in_date(scene):
    decision = scene.ask()
    if decision.allowed:
        relied = [g for g in scene.grants if g.id in decision.grant_ids]
        assert len(relied) == len(decision.requires)
        for code in decision.requires:
            permission, _, scope = code.partition(":")
            [row] = [g for g in relied if g.permission == permission and (not scope or g.scope.casefold() == scope.casefold())]
            assert row.state in PUBLISHABLE and (row.valid_until is None or row.valid_until > NOW)


@settings(deadline=None, max_examples=200)
@given(stories(), uses(), DATES)
def test_absence_is_a_no(story, use, now):
    assert not may_use(story, use, [], now or NOW).allowed


@settings(deadline=None, max_examples=200)
@given(scenes())
def test_valid_until_lies_ahead_and_ends_the_yes(scene):
    decision = scene.ask()
    if decision.allowed and decision.valid_until:
        assert decision.valid_until > NOW
        assert not scene.ask(decision.valid_until).allowed


@settings(deadline=None, max_examples=200)
@given(scenes(), st.frozensets(st.sampled_from(UseKind)))
def test_a_policy_never_opens(scene, closed):
    assert scene.ask().allowed or not replace(scene, policy=closed).ask().allowed


def test_the_moment_asked_about_is_the_callers():
    """No clock inside: the same question about another year has another answer, whenever it is asked."""
    assert open_scene(UseKind.WEB_PAGE).ask(datetime(2026, 1, 1, tzinfo=UTC)).reasons == ("EMBARGO",)
