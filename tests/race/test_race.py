"""Nobody who asks after a stop gets the words: many readers, several processes, both databases. `make bench` does the same with 20 stories and 10,000 requests."""
from __future__ import annotations

from benchmarks.race import READERS, open_stories, race, two_servers
from exhibit.actions import consent
from exhibit.store import queries
from tests.support.scenes import CASEWORKER, NOW

STORIES, REQUESTS = 6, 1_500


def test_no_request_sent_after_the_stop_gets_the_words(app):
    settings = app.config["EXHIBIT"]
    codes = open_stories(STORIES)
    with two_servers({"EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}) as ports:
        count = race(ports, codes, REQUESTS, lambda story: consent.withdraw(queries.testimony(story), CASEWORKER, NOW), pause_s=0.15)
    assert READERS == 50 and count.requests >= REQUESTS
    assert count.with_words > 100 and count.after > 100, "the race was one"
    assert count.leaks == 0
    assert count.slowest_s < 5, "a request that was under way when the story was stopped ends soon"
