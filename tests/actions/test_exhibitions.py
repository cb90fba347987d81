"""Putting an exhibition together: what is wrong is named, what was saved stays, codes are never given twice."""
from __future__ import annotations

import threading
from datetime import date

import pytest

from exhibit.actions.exhibitions import add_copy, add_cutout, create_exhibition, save_cutout, save_exhibition
from exhibit.actions.hall import move_cutout, remove_cutout
from exhibit.errors import Conflict, ExhibitError, NotFound, WrongUse
from exhibit.store import counts, db, engine, queries
from exhibit.store import tables as rows
from tests.support.rooms import another_session
from tests.support.scenes import CURATOR, FIGURE, HALL, NOW, a_cutout, a_testimony


@pytest.mark.parametrize(("change", "sentence"), [
    ({"ends_on": date(2026, 9, 1)}, "The exhibition ends (2026-09-01) before it starts (2026-10-01): check the two dates."),
    ({"starts_on": None}, "Give the first and the last day, for example 2026-10-18."),
    ({"name": {"en": ""}}, "Give the exhibition a name in at least one language."),
    ({"languages": []}, "Choose at least one language for the exhibition."),
    ({"country": "Belgium"}, "Give the country as its two letters, for example BE."),
    ({"exit_url": "javascript:alert(1)"}, "The exit address must start with https://."),
])
def test_what_is_wrong_with_an_exhibition_is_named(app, change, sentence):
    with pytest.raises(WrongUse) as wrong:
        create_exhibition({**HALL, **change}, CURATOR, NOW)
    assert wrong.value.sentence == sentence and queries.exhibitions() == []
    kept = create_exhibition(HALL, CURATOR, NOW)
    with pytest.raises(WrongUse):
        save_exhibition(kept, {**HALL, **change}, kept.revision, CURATOR, NOW)
    assert (kept.name, kept.ends_on, kept.revision) == (HALL["name"], HALL["ends_on"], 1)


def test_a_short_name_is_taken_once(app):
    create_exhibition(HALL, CURATOR, NOW)
    with pytest.raises(Conflict, match="There is already an exhibition called “autumn”: choose another short name."):
        create_exhibition({**HALL, "slug": " Autumn "}, CURATOR, NOW)
    with pytest.raises(WrongUse, match="The short name may hold small letters, digits and hyphens"):
        create_exhibition({**HALL, "slug": "two words"}, CURATOR, NOW)


def test_two_curators_change_the_same_exhibition(app):
    exhibition = create_exhibition(HALL, CURATOR, NOW)
    save_exhibition(exhibition, {**HALL, "venue": "Hall A"}, 1, CURATOR, NOW)
    with pytest.raises(Conflict, match="Somebody else saved this exhibition while you were editing."):
        save_exhibition(exhibition, {**HALL, "venue": "Hall B"}, 1, CURATOR, NOW)
    assert (exhibition.venue, exhibition.revision) == ("Hall A", 2)


@pytest.mark.parametrize(("change", "sentence"), [
    ({"figure": "dragon"}, "Choose a figure from the list."), ({"height_mm": "tall"}, "Give the height in millimetres as a number, for example 1650."),
    ({"height_mm": "nan"}, "Give the height in millimetres as a number, for example 1650."), ({"height_mm": 5000}, "The height must lie between 900 and 2000 mm."),
    ({"language": ""}, "Choose the language of the board."), ({"palette": "neon"}, "There is no palette “neon”. Choose one of: "),
    ({"template": "poster"}, "There is no template “poster”. Choose one of: "), ({"face": "angry"}, "There is no face “angry”. Choose one of: "),
])
def test_what_is_wrong_with_a_figure_is_named(app, change, sentence):
    cutout = a_cutout(a_testimony())
    for action in (lambda fields: add_cutout(cutout.exhibition, {**fields, "testimony_code": cutout.testimony.code}, CURATOR, NOW),
                   lambda fields: save_cutout(cutout, fields, CURATOR, NOW)):
        with pytest.raises(WrongUse) as wrong:
            action({**FIGURE, **change})
        assert wrong.value.sentence.startswith(sentence)
    assert db.session.query(rows.Cutout).count() == 1 and cutout.height_mm == 1600


def test_a_figure_of_nobody(app):
    exhibition = create_exhibition(HALL, CURATOR, NOW)
    with pytest.raises(NotFound, match="There is no testimony TNOBODY."):
        add_cutout(exhibition, {**FIGURE, "testimony_code": "TNOBODY"}, CURATOR, NOW)


def test_copies_are_numbered_one_after_the_other(app):
    cutout = a_cutout(a_testimony())
    add_copy(cutout, CURATOR, NOW)
    db.session.delete(cutout.copies[0])
    db.session.commit()
    assert add_copy(cutout, CURATOR, NOW).number == 3, "a number once given is not given again"


def test_figures_change_places_and_only_unprinted_ones_go(app):
    first = a_cutout(a_testimony())
    second = add_cutout(first.exhibition, {**FIGURE, "testimony_code": a_testimony().code}, CURATOR, NOW)
    move_cutout(second, -1, CURATOR, NOW)
    assert (second.position, first.position) == (1, 2) and move_cutout(second, -1, CURATOR, NOW).position == 1
    remove_cutout(second, CURATOR, NOW)
    assert [c.id for c in queries.cutouts(first.exhibition)] == [first.id]


def test_a_code_that_is_taken_is_drawn_again(app):
    taken = a_cutout(a_testimony()).copies[0].code
    drawn = iter([taken, taken, "FRESH2"])
    assert counts.free_code(lambda: next(drawn)) == "FRESH2"
    with pytest.raises(ExhibitError, match="No free code was found in twenty tries"):
        counts.free_code(lambda: taken)


def test_eight_curators_add_figures_at_once(app, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MS", 60_000)  # nobody is sent away for waiting, however slow the machine
    cutout = a_cutout(a_testimony())
    slug, code, gate, failed = cutout.exhibition.slug, cutout.testimony.code, threading.Barrier(8), []

    def curator() -> None:
        with another_session(app):
            exhibition = queries.exhibition(slug)
            gate.wait(10)
            try:
                add_cutout(exhibition, {**FIGURE, "testimony_code": code}, CURATOR, NOW)
            except Exception as error:
                failed.append(error)

    threads = [threading.Thread(target=curator) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    db.session.rollback()
    assert failed == [] and [c.position for c in queries.cutouts(queries.exhibition(slug))] == list(range(1, 10))
