"""The ledger says which pages are open, whatever decision opened or closed them."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exhibit.actions.children import record_assent
from exhibit.actions.consent import revoke, withdraw
from exhibit.actions.gate import page_decision
from exhibit.actions.hall import remove_cutout
from exhibit.actions.holds import set_hold
from exhibit.store import db, queries
from exhibit.store import uses as ledger
from tests.support.rooms import opened

NOW, BY = datetime.now(UTC), "verifier@demo.example"


@pytest.fixture
def hall(databases, tmp_path):
    with opened(databases, tmp_path, "demo"):
        yield queries.exhibition("demo")


def both() -> tuple[set, set]:
    """((story, language) that a visitor may read, (story, language) that the ledger says is open)."""
    db.session.expire_all()
    stories = [cutout.testimony for cutout in queries.cutouts(queries.exhibition("demo"))]
    readable = {(story.code, language) for story in stories for language in story.languages() if page_decision(story, language, NOW, country="BE").allowed}
    return readable, {(use.testimony.code, use.language) for story in ledger.testimonies_in_use() for use in ledger.open_pages(story)}


def test_after_any_decision_the_ledger_is_what_a_visitor_can_read(hall):
    stories = {cutout.testimony.code: cutout.testimony for cutout in queries.cutouts(hall)}
    child = next(story for story in stories.values() if story.person.age_class == "CHILD" and ledger.open_pages(story))
    web = [grant for grant in stories["T02"].grants if grant.permission == "WEB_STORY"][-1]
    readable, on_file = both()
    assert readable == on_file and len(readable) > 20
    for decide in (lambda: set_hold(stories["T01"], "SAFETY", "looked into", BY, NOW), lambda: revoke(web, "the project ends", BY, NOW),
                   lambda: record_assent(child, False, BY, NOW), lambda: withdraw(stories["T04"], BY, NOW),
                   lambda: remove_cutout(next(c for c in queries.cutouts(hall) if c.testimony.code == "T05"), BY, NOW)):
        before = len(readable)
        decide()
        readable, on_file = both()
        assert readable == on_file and len(readable) < before
