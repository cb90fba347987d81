"""How long words are kept, case by case."""
from datetime import UTC, datetime, timedelta

import pytest

from exhibit.consent.retention import RULES, Facts, Permission, due
from exhibit.consent.states import State

NOW = datetime(2027, 6, 1, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=400), NOW - timedelta(days=20)
S = State


def facts(*states, ended=LONG_AGO, confirmed=True, touched=LONG_AGO, **more) -> Facts:
    return Facts(tuple(Permission("WEB_STORY", state, ended) for state in states), confirmed, touched, **more)


@pytest.mark.parametrize(("found", "rule"), [
    (facts(S.CONFIRMED), ""), (facts(S.WITHDRAWN, S.RENEWED, erase_on_stop=True), ""), (facts(S.EXPIRED, S.UPDATE_REQUIRED), ""),
    (facts(S.WITHDRAWN, ended=LATELY), ""), (facts(S.WITHDRAWN, ended=LATELY, erase_on_stop=True), "WISH"), (facts(S.WITHDRAWN), "ENDED"),
    (facts(S.EXPIRED), "ENDED"), (facts(S.EXPIRED, ended=LATELY), ""), (facts(S.EXPIRED, S.REFUSED), "ENDED"), (facts(S.EXPIRED, ended=LATELY, erase_on_stop=True), ""),
    (facts(S.REFUSED, confirmed=False, touched=LATELY), "REFUSED"), (facts(S.REFUSED, S.REQUESTED, confirmed=False, touched=LATELY), ""),
    (facts(S.GIVEN, confirmed=False), "DRAFT"), (facts(S.GIVEN, confirmed=False, touched=LATELY), ""), (facts(confirmed=False), "DRAFT"),
    (facts(confirmed=False, touched=None), ""), (facts(S.WITHDRAWN, confirmed=False, touched=LATELY, erase_on_stop=True), "WISH"),
])
def test_what_is_due(found, rule):
    assert due(found, NOW) == rule


def test_a_sealed_deposit_is_sealed_once_unless_the_person_wanted_the_words_gone():
    rows = (Permission("WEB_STORY", S.EXPIRED, LONG_AGO), Permission("ARCHIVE_SEALED", S.CONFIRMED))
    assert due(Facts(rows, True, LONG_AGO), NOW) == "SEALED"
    assert due(Facts(rows, True, LONG_AGO, sealed_already=True), NOW) == ""
    assert due(Facts(rows, True, LONG_AGO, erase_on_stop=True), NOW) == "ENDED"


def test_every_rule_says_what_and_why():
    assert all(action in ("FORGET", "ERASE", "SEAL", "DELETE") and sentence.endswith(".") for action, sentence in RULES.values())
