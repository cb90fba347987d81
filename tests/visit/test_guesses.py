"""Guessing codes is slowed, for a network and not for a hall: only what leads nowhere counts, each code once, and it is soon forgotten."""
from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from exhibit.actions import consent
from exhibit.app import create_app
from exhibit.store import db, queries
from exhibit.web.visit.guesses import KEPT_S, NETWORKS, SECONDS_A_TRY, TRIES, Guesses, network_of
from tests.support.desk import Visitor
from tests.visit.conftest import OPEN

INVENTED = ["".join(letters) for letters in itertools.islice(itertools.product("YZ", repeat=6), 64)]


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock) -> Guesses:
    return Guesses(clock)


@pytest.mark.parametrize(("address", "network"), [
    ("203.0.113.77", "203.0.113.0/24"), ("::ffff:203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"), ("fe80::1%eth0", "fe80::/56"),
    ("", ""), ("unix", ""), ("203.0.113.77:8080", ""),
])
def test_a_network_is_a_household_or_a_hall(address, network):
    assert network_of(address) == network


def test_the_bucket_empties_and_fills_again(guesses, clock):
    for code in INVENTED[:TRIES]:
        assert not guesses.must_wait("203.0.113.1")
        guesses.missed("203.0.113.1", code)
    assert guesses.must_wait("203.0.113.250") and not guesses.must_wait("203.0.114.1")
    clock.now += SECONDS_A_TRY - 1
    assert guesses.must_wait("203.0.113.1")
    clock.now += 2
    assert not guesses.must_wait("203.0.113.1")
    guesses.missed("203.0.113.1", INVENTED[TRIES])
    assert guesses.must_wait("203.0.113.1"), "one try a minute from then on"


def test_a_dark_figure_that_everybody_scans_costs_one_try(guesses):
    for code in itertools.islice(itertools.cycle(INVENTED[:TRIES - 1]), 5_000):
        guesses.missed("203.0.113.1", code)
    assert not guesses.must_wait("203.0.113.1")


def test_nothing_is_remembered_for_long_or_without_end(guesses, clock):
    for number in range(NETWORKS + 500):
        guesses.missed(f"10.{number // 250}.{number % 250}.1", "YYYYYY")
    assert len(guesses) == NETWORKS
    clock.now += KEPT_S + 1
    guesses.missed("203.0.113.1", "YYYYYY")
    assert len(guesses) == 1


def test_one_page_for_every_code_found_or_not(demo_app, visitor, codes):
    def of(path: str, language: str = "fr"):
        answer = visitor.get(path, Accept_Language=language)
        return answer.status_code, list(answer.headers), answer.data

    assert of(f"/{codes[OPEN]}")[0] == 200
    for code in INVENTED[:TRIES]:
        assert of(f"/{code}")[0] == 404
    waiting = of("/ZZZZZZ")
    assert waiting[0] == 429 and ("Retry-After", str(SECONDS_A_TRY)) in waiting[1]
    for path in (f"/{codes[OPEN]}", f"/{codes[OPEN].lower()}/", f"/{codes['T10']}", "/YYYYYY", "/no/such/place", f"/{codes[OPEN]}?look=purple"):
        assert of(path) == waiting, path
    assert of(f"/{codes[OPEN]}/ar") == of("/ZZZZZZ/ar") == of(f"/{codes['T08']}/ar")
    page = visitor.get("/ZZZZZZ", Accept_Language="en").get_data(as_text=True)
    assert "Please try again in a minute." in page and 'href="tel:112"' in page and 'class="exit"' in page
    assert of("/")[0] == 200, "what needs no code stays open"


def test_a_hall_full_of_visitors_behind_one_address_is_never_slowed(demo_app, visitor, codes, now):
    consent.withdraw(queries.testimony("T02"), "caseworker@demo.example", now)
    for _ in range(TRIES):
        for name in (OPEN, "T02", "T04", "T10"):
            visitor.get(f"/{codes[name]}")
    assert visitor.get(f"/{codes[OPEN]}").status_code == visitor.get(f"/{codes['T04']}").status_code == 200


def test_behind_a_proxy_the_visitors_network_is_counted(demo_app, codes):
    app = create_app(replace(demo_app.config["EXHIBIT"], proxies=1), doors=("visit",))
    client = Visitor(app)
    for code in INVENTED[:TRIES]:
        client.get(f"/{code}", X_Forwarded_For="198.51.100.1, 203.0.113.9")
    assert client.get(f"/{codes[OPEN]}", X_Forwarded_For="203.0.113.200").status_code == 429
    assert client.get(f"/{codes[OPEN]}", X_Forwarded_For="203.0.113.9, 198.51.100.1").status_code == 200, "only what the house's own proxy noted"
    with app.app_context():
        db.engine.dispose()
