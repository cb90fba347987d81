"""A board in two languages: it needs the yes to both, says both, and comes down when one of them is stopped."""
from __future__ import annotations

from datetime import timedelta

import pytest

from exhibit.actions.boards import board_spec, copy_url
from exhibit.actions.consent import withdraw
from exhibit.actions.exhibitions import save_cutout
from exhibit.actions.gate import board_languages, cutout_decision
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uniqueness import review
from exhibit.actions.uses import may_still
from exhibit.consent.gate import all_of
from exhibit.consent.records import Decision
from exhibit.errors import Refused, WrongUse
from exhibit.store import db
from exhibit.store import tables as rows
from tests.support.rooms import print_board
from tests.support.scenes import (
    BASE,
    BEFORE,
    CASEWORKER,
    CURATOR,
    FIGURE,
    NEEDED,
    NOW,
    VERIFIER,
    a_cutout,
    a_testimony,
    permitted,
)

FRENCH = {"QUOTE": "Chaque semaine je demandais mon passeport. Aujourd’hui il est dans mon sac.",
          "CUTOUT": "J’ai répondu à une annonce pour un hôtel. Il n’y avait pas d’hôtel. J’ai tout noté dans un petit cahier. Aujourd’hui j’apprends à d’autres à lire un contrat.",
          "STORY": "L’annonce disait hôtel.\n\nAujourd’hui j’ouvre la porte avec ma clé."}


def in_french(testimony, permission: bool):
    for kind, body in FRENCH.items():
        approve_text(save_text(testimony, "fr", kind, body, None, CURATOR, BEFORE).id, CASEWORKER, BEFORE)
    review(testimony, {}, VERIFIER, BEFORE)
    return permitted(testimony, (*NEEDED, ("TRANSLATE", "fr")) if permission else NEEDED)


@pytest.fixture
def cutout(app):
    found = a_cutout(in_french(a_testimony(), permission=True), languages=["en", "fr"])
    return save_cutout(found, {**FIGURE, "second_language": "fr"}, CURATOR, NOW)


def test_it_says_both_and_the_ledger_knows(cutout):
    printed = print_board(cutout, BASE, CURATOR, NOW)
    spec = printed.board.spec
    assert (spec.quote, spec.second.quote, spec.second.language) == (cutout.testimony.approved("QUOTE", "en").body, FRENCH["QUOTE"], "fr")
    assert {line.language for line in printed.board.lines if line.role == "testimony"} == {"en", "fr"}
    use = db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY").one()
    assert (use.language, use.second_language, len(use.texts)) == ("en", "fr", 4)
    translated = next(grant.uid for grant in cutout.testimony.grants if grant.permission == "TRANSLATE")
    assert translated in use.grant_ids


def test_without_a_yes_to_the_second_language_nothing_is_printed(app):
    cutout = a_cutout(in_french(a_testimony(), permission=False), languages=["en", "fr"])
    assert cutout_decision(cutout, NOW).allowed
    save_cutout(cutout, {**FIGURE, "second_language": "fr"}, CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        board_spec(cutout.copies[0], BASE, NOW)
    assert refused.value.reasons == ("LANG",)


def test_stopping_the_translation_calls_the_board_back(cutout):
    print_board(cutout, BASE, CURATOR, NOW)
    use = db.session.query(rows.UseRecord).filter_by(kind="CUTOUT_COPY").one()
    save_cutout(cutout, FIGURE, CURATOR, NOW)
    assert may_still(use, NOW).allowed, "the figure is planned in one language now; what was printed still stands on both"
    withdraw(cutout.testimony, CASEWORKER, NOW, grant_id=next(grant.id for grant in cutout.testimony.grants if grant.permission == "TRANSLATE"))
    assert may_still(use, NOW).reasons == ("WITHDRAWN",)
    assert use.uid in {task.use.uid for task in db.session.query(rows.WithdrawalTask) if task.use}
    assert cutout_decision(cutout, NOW).allowed, "in English alone it may still be printed"


def test_another_language_asked_for_stands_alone(cutout):
    assert board_languages(cutout) == ("en", "fr") and board_languages(cutout, "fr") == ("fr",) and board_languages(cutout, "en", "") == ("en",)
    spec = board_spec(cutout.copies[0], BASE, NOW, "fr")
    assert spec.second is None and spec.quote == FRENCH["QUOTE"] and spec.url == copy_url(cutout.copies[0], BASE)


def test_the_second_language_is_another_one(cutout):
    with pytest.raises(WrongUse, match="same as the first"):
        save_cutout(cutout, {**FIGURE, "second_language": "en"}, CURATOR, NOW)


def test_two_answers_are_a_yes_only_together():
    early, late = Decision(True, (), ("a",), NOW, ("P",)), Decision(True, (), ("b",), NOW + timedelta(days=1), ("P", "Q"))
    assert all_of((early, late)) == Decision(True, (), ("a", "b"), NOW, ("P", "Q"))
    assert all_of((early, Decision(False, ("HOLD",), (), None, ("P",)))) == Decision(False, ("HOLD",), (), None, ("P",))
    assert all_of((Decision(True, (), ("a",)),)).valid_until is None
