"""The table of permissions is complete, and docs/permissions.md says the same."""
from pathlib import Path

import pytest

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.reasons import SENTENCES
from exhibit.consent.reference import page
from exhibit.consent.requirements import REQUIRED
from exhibit.consent.states import State

DOCS = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_there_are_thirty_four_and_four_name_a_scope():
    assert len(PERMISSIONS) == 34
    assert {code for code, p in PERMISSIONS.items() if p.parameter} == {"TRANSLATE", "EVENT_COUNTRY", "EVENT_ONE", "LOAN_PARTNER"}


@pytest.mark.parametrize("code", PERMISSIONS)
def test_each_row_is_complete(code):
    row = PERMISSIONS[code]
    assert row.code == code and row.label and row.dpv_verb
    assert row.reversibility in ("R0", "R1", "R2", "R3") and row.default in ("ask", "deny")
    assert row.max_months is None or 0 < row.max_months <= 24
    assert row.default == "ask" or not row.child_allowed, "what a person must ask for is never for a child"


def test_every_use_rests_on_permissions_that_exist():
    assert {code for rows in REQUIRED.values() for row in rows for code in row} <= set(PERMISSIONS)


@pytest.mark.parametrize("code", SENTENCES)
def test_each_reason_is_one_plain_sentence_or_two(code):
    assert SENTENCES[code][0].isupper() and SENTENCES[code].endswith(".") and len(SENTENCES[code]) < 140


def test_the_page_in_docs_is_the_tables():
    assert DOCS.read_text(encoding="utf-8") == page(), "run: python -m exhibit.consent.reference > docs/permissions.md"
    for code in (*PERMISSIONS, *SENTENCES, *State):
        assert f"`{code}" in page()
