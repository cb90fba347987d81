"""A stop is a stop: on the very next request, in every application, whatever had been rendered before."""
from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from exhibit.actions import consent, exhibitions, holds
from exhibit.actions.accounts import add_user
from exhibit.app import create_app
from exhibit.store import db, queries, raise_epoch, transaction
from tests.support.desk import Visitor
from tests.visit.conftest import OPEN


def grants(testimony, permission: str, scope: str | None = None):
    return [g for g in testimony.grants if g.permission == permission and g.scope == scope]


def languages_on(answer) -> list[str]:
    return [a["hreflang"] for a in BeautifulSoup(answer.get_data(as_text=True), "html.parser").select("nav a[hreflang]")]


def test_a_withdrawal_darkens_the_very_next_request(visitor, codes, now):
    path = f"/{codes[OPEN]}"
    assert [visitor.get(path).status_code for _ in range(3)] == [200, 200, 200]
    consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
    for ending in ("", "/en", "/ar", "/"):
        answer, unknown = visitor.get(path + ending), visitor.get("/ZZZZZZ" + ending)
        assert (answer.status_code, answer.data) == (404, unknown.data), ending


def test_a_page_another_application_has_kept_goes_dark_as_well(demo_app, visitor, codes, now):
    """Several workers, or several applications in one process: each keeps its own pages, all ask the same ledger."""
    second = create_app(demo_app.config["EXHIBIT"], doors=("visit",))
    other = Visitor(second)
    assert second.extensions["exhibit.visit"] is not demo_app.extensions["exhibit.visit"]
    for person in (visitor, other, visitor, other):
        assert person.get(f"/{codes[OPEN]}").status_code == 200
    consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
    assert [person.get(f"/{codes[OPEN]}").status_code for person in (other, visitor)] == [404, 404]
    with second.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("hold", ["SAFETY", "LEGAL", "QUALITY", "REQUEST_PENDING"])
def test_a_hold_darkens_and_two_people_lift_it(visitor, codes, now, hold):
    path = f"/{codes[OPEN]}"
    assert visitor.get(path).status_code == 200
    holds.set_hold(queries.testimony(OPEN), hold, "asked to wait", "verifier@demo.example", now)
    assert visitor.get(path).status_code == 404
    holds.set_hold(queries.testimony(OPEN), "NONE", "", "verifier@demo.example", now)
    assert visitor.get(path).status_code == 404, "one person is not enough"
    add_user("second.verifier@demo.example", ["verifier"])
    holds.set_hold(queries.testimony(OPEN), "NONE", "", "second.verifier@demo.example", now)
    assert visitor.get(path).status_code == 200


def test_it_ends_by_itself_when_the_permission_ends(visitor, codes):
    """Nobody writes anything at that moment: the kept page itself must know when it ends."""
    end = datetime.now(UTC) + timedelta(seconds=2.5)
    with transaction():
        [grant] = grants(queries.testimony(OPEN), "WEB_STORY")
        grant.valid_until = end
        raise_epoch()
    assert [visitor.get(f"/{codes[OPEN]}").status_code for _ in range(2)] == [200, 200]
    time.sleep(max(0.0, (end - datetime.now(UTC)).total_seconds()) + 0.02)
    assert visitor.get(f"/{codes[OPEN]}").status_code == 404


def test_one_language_withdrawn_leaves_the_others(visitor, codes, now):
    path = f"/{codes[OPEN]}"
    assert languages_on(visitor.get(f"{path}/en")) == ["ar", "en", "fr", "nl"]
    testimony = queries.testimony(OPEN)
    [english] = grants(testimony, "TRANSLATE", "en")
    consent.withdraw(testimony, "caseworker@demo.example", now, grant_id=english.id)
    for address in (path, f"{path}/en", f"{path}/ar"):
        answer = visitor.get(address, Accept_Language="en")
        assert answer.status_code == 200 and languages_on(answer) == ["ar", "fr", "nl"]
        assert 'lang="ar" dir="rtl">' in answer.get_data(as_text=True) and "I asked for my passport" not in answer.get_data(as_text=True)


def test_a_corrected_exhibition_shows_at_once(visitor, codes, now):
    exhibition = queries.exhibition("demo")
    fields = {name: getattr(exhibition, name) for name in ("name", *exhibitions.PLAIN)}
    assert "Paid for by nobody" not in visitor.get(f"/{codes[OPEN]}").get_data(as_text=True)
    exhibitions.save_exhibition(exhibition, {**fields, "credits": ["Paid for by nobody."], "exit_url": "https://example.org/"}, exhibition.revision, "curator@demo.example", now)
    for path in (f"/{codes[OPEN]}", "/"):
        assert "Paid for by nobody." in visitor.get(path).get_data(as_text=True)
    assert 'href="https://example.org/"' in visitor.get("/ZZZZZZ").get_data(as_text=True)


def test_no_request_that_began_after_the_stop_sees_the_story(demo_app, codes, now):
    """Eight phones keep asking while somebody withdraws; about a second in all, longer only on a busy machine."""
    path, stop_asking = f"/{codes[OPEN]}", threading.Event()
    seen: list[tuple[float, int]] = []
    failures: list[BaseException] = []

    def phone(number: int) -> None:
        client, tongue = Visitor(demo_app), ("en", "ar", "fr", "nl")[number % 4]
        try:
            while not stop_asking.is_set():
                began = time.perf_counter()
                seen.append((began, client.get(path, Accept_Language=tongue).status_code))
        except BaseException as failure:
            failures.append(failure)

    phones = [threading.Thread(target=phone, args=(number,)) for number in range(8)]
    for thread in phones:
        thread.start()
    wait_for(lambda: len(seen) >= 100 or failures)
    consent.withdraw(queries.testimony(OPEN), "caseworker@demo.example", now)
    stopped, answered = time.perf_counter(), len(seen)
    wait_for(lambda: len(seen) >= answered + 100 or failures)
    stop_asking.set()
    for thread in phones:
        thread.join(20)
    before, after = [s for at, s in seen if at < stopped], [s for at, s in seen if at >= stopped]
    assert not failures and before.count(200) >= 100 and len(after) > 50
    assert set(after) == {404}


def wait_for(done: Callable[[], object], seconds: float = 20) -> None:
    end = time.perf_counter() + seconds
    while not done() and time.perf_counter() < end:
        time.sleep(0.01)
