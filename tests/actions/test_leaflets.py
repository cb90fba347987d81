"""The booklet: who is in it, what is written down, and what a stop asks afterwards."""
from __future__ import annotations

from dataclasses import replace

import pytest

from exhibit.actions import leaflets
from exhibit.actions.consent import withdraw
from exhibit.actions.exhibitions import add_cutout, create_exhibition
from exhibit.actions.leaflets import Order
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uses import Whereabouts, may_still
from exhibit.cutout.press.raster import page_count
from exhibit.errors import Refused, WrongUse
from exhibit.store import db, queries
from exhibit.store import uses as ledger
from tests.support.scenes import BASE, CASEWORKER, CURATOR, FIGURE, HALL, NEEDED, NOW, a_testimony, permitted

GRANTED = (*NEEDED, ("PRT_BROCHURE", None))
ORDER = Order("en", 50, Whereabouts(place="reading room", holder="Northern Schools Network"), "Visitor desk, +32 2 511 00 00", BASE, CURATOR, NOW)


@pytest.fixture
def hall(app):
    return create_exhibition(HALL, CURATOR, NOW)


def hung(hall, needed=GRANTED, **facts):
    """One story with these permissions in the hall."""
    testimony = permitted(a_testimony(**facts), needed)
    return add_cutout(hall, {**FIGURE, "testimony_code": testimony.code}, CURATOR, NOW)


def brochures(testimony):
    return [use for use in ledger.ledger_of(testimony) if use.kind == "BROCHURE"]


def test_only_who_agreed_to_a_booklet_is_in_it_and_the_others_are_listed_with_the_reason(hall):
    inside = hung(hall)
    board_only = hung(hall, NEEDED, pseudonym="Lina")
    child = hung(hall, NEEDED, pseudonym="Kim")
    made = leaflets.draw(hall, ORDER)
    assert made.stories == (inside.testimony.code,)
    assert [(one.testimony, one.reasons) for one in made.left_out] == [(board_only.testimony.code, ("NOT_ASKED",)), (child.testimony.code, ("NOT_ASKED",))]
    assert made.left_out[0].sentence and page_count(made.file) == 4 and made.pages == 8 and made.until == min(hall.ends_on, made.until)


def test_a_figure_stands_beside_it_where_its_board_may_and_a_code_where_it_has_a_page(hall):
    everything = hung(hall)
    neither = hung(hall, (("PRT_BROCHURE", None), ("EVENT_COUNTRY", "BE")), pseudonym="Lina")
    found, _ = leaflets.choose(hall, "en", BASE, NOW)
    assert [(one.with_figure, one.url) for one in found] == [(True, f"{BASE}/{everything.copies[0].code}".upper()), (False, "")]
    images = {grant.uid for grant in everything.testimony.grants if grant.permission == "IMG_SILHOUETTE"}
    assert images <= set(found[0].decision.grant_ids) and len(found[1].decision.grant_ids) == 2
    assert leaflets.draw(hall, ORDER).stories == (everything.testimony.code, neither.testimony.code)


@pytest.mark.parametrize("to_fold", [True, False])
def test_handing_it_over_writes_down_a_use_of_each_story(hall, to_fold):
    one, other = hung(hall), hung(hall, pseudonym="Lina")
    made = leaflets.hand_over(hall.slug, replace(ORDER, imposed=to_fold))
    for cutout in (one, other):
        (use,) = brochures(cutout.testimony)
        texts = {cutout.testimony.approved(kind, "en").sha256 for kind in ("QUOTE", "CUTOUT")}
        assert (use.status, use.copies, use.holder, use.place, use.language, use.by) == ("printed", 50, "Northern Schools Network", "reading room", "en", CURATOR)
        assert set(use.texts) == texts and use.file_sha256 and use.exhibition.slug == hall.slug
        assert {grant.permission for grant in cutout.testimony.grants if grant.uid in use.grant_ids} == {"PRT_BROCHURE", "EVENT_COUNTRY", "PRT_CUTOUT", "IMG_SILHOUETTE"}
        assert may_still(use, NOW).allowed
    assert page_count(made.file) == (4 if to_fold else 8)


def test_a_stop_opens_the_task_to_stop_the_stock_and_says_whom_to_tell(hall):
    cutout = hung(hall)
    leaflets.hand_over(hall.slug, ORDER)
    withdraw(cutout.testimony, CASEWORKER, NOW)
    (found,) = ledger.withdrawals(testimony=cutout.testimony)
    (task,) = [task for task in found.tasks if task.action == "STOP_STOCK"]
    assert task.use.kind == "BROCHURE" and task.use.copies == 50 and task.told == "Northern Schools Network" and task.done_at is None
    assert leaflets.choose(hall, "en", BASE, NOW)[0] == []


@pytest.mark.parametrize(("permission", "stock_stops"), [("PRT_BROCHURE", True), ("IMG_SILHOUETTE", True), ("WEB_STORY", False)])
def test_a_partial_stop_concerns_the_booklets_only_where_they_stood_on_it(hall, permission, stock_stops):
    """With the page gone the code leads to the neutral page; the words may still be read."""
    cutout = hung(hall)
    leaflets.hand_over(hall.slug, ORDER)
    grant = next(grant for grant in cutout.testimony.grants if grant.permission == permission)
    withdraw(cutout.testimony, CASEWORKER, NOW, grant_id=grant.id)
    actions = {task.action for found in ledger.withdrawals(testimony=cutout.testimony) for task in found.tasks}
    assert ("STOP_STOCK" in actions) == stock_stops


def test_no_more_copies_than_the_person_agreed_to(hall):
    """`max_copies` counts booklets over all hand-overs; boards are counted by themselves."""
    cutout = hung(hall)
    next(grant for grant in cutout.testimony.grants if grant.permission == "PRT_BROCHURE").max_copies = 60
    db.session.commit()
    leaflets.hand_over(hall.slug, ORDER)
    with pytest.raises(Refused):
        leaflets.hand_over(hall.slug, replace(ORDER, copies=11))
    assert leaflets.choose(hall, "en", BASE, NOW, 11)[1][0].reasons == ("MAX_COPIES",)
    leaflets.hand_over(hall.slug, replace(ORDER, copies=10))
    assert sum(use.copies for use in brochures(cutout.testimony)) == 60


def test_nothing_is_written_when_the_file_cannot_be_put_where_it_is_wanted(hall):
    cutout = hung(hall)

    def full(_pdf: bytes) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError):
        leaflets.hand_over(hall.slug, ORDER, deliver=full)
    assert brochures(cutout.testimony) == []


def test_what_changes_while_it_is_drawn_is_not_handed_out(hall, monkeypatch):
    cutout = hung(hall)
    changes = [
        lambda: approve_text(save_text(cutout.testimony, "en", "QUOTE", "I carry my own passport now.", cutout.testimony.approved("QUOTE", "en").id, CURATOR, NOW).id, CASEWORKER, NOW),
        lambda: withdraw(cutout.testimony, CASEWORKER, NOW),
    ]
    for change in changes:
        def meanwhile(exhibition, order, real=leaflets.draw, then=change):
            made = real(exhibition, order)
            then()
            return made

        with monkeypatch.context() as patch, pytest.raises(Refused):
            patch.setattr(leaflets, "draw", meanwhile)
            leaflets.hand_over(hall.slug, ORDER)
        assert brochures(queries.testimony(cutout.testimony.code)) == []


@pytest.mark.parametrize(("change", "sentence"), [
    ({"copies": 0}, "from 1 to"), ({"back_to": " "}, "who takes back"), ({"where": Whereabouts()}, "for whom the copies are"),
    ({"where": Whereabouts(holder="Maria Lopez, maria@example.org")}, "Nothing that leads to a person"), ({"language": "fr"}, "No story of this exhibition"),
])
def test_what_is_missing_is_asked_for(hall, change, sentence):
    hung(hall)
    with pytest.raises((WrongUse, Refused)) as refusal:
        leaflets.hand_over(hall.slug, replace(ORDER, **change))
    assert sentence in refusal.value.sentence
