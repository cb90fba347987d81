"""What is kept in memory: little, by language, and never past its end or its epoch."""
from __future__ import annotations

import gzip
import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from exhibit.actions.visiting import midnight_after
from exhibit.front.rendered import Ready
from exhibit.store import db, raise_epoch, transaction
from exhibit.store.tables import Job
from exhibit.store.watch import LedgerWatch
from exhibit.story import labels
from exhibit.web.visit.addresses import phone_languages, read_path
from exhibit.web.visit.cache import Offer, PageCache, Rendered
from exhibit.web.visit.headers import HEADERS

NOON = datetime(2026, 10, 18, 12, tzinfo=UTC)
END = NOON + timedelta(hours=1)
OFFER = Offer(("ar", "en"), "ar", 7, END)
RENDERED = Rendered.of(200, "<p>قصة</p>")
PAGE = RENDERED.ready(HEADERS)


@pytest.mark.parametrize(("wanted", "epoch", "now", "found"), [
    (("en",), 7, NOON, True), (("fr", "en"), 7, NOON, True), (("ar",), 7, NOON, False), ((), 7, NOON, False),
    (("en",), 8, NOON, False), (("en",), 6, NOON, False), (("en",), 7, END, False), (("en",), 7, END - timedelta(microseconds=1), True),
])
def test_a_page_is_given_out_only_in_its_language_its_epoch_and_its_time(wanted, epoch, now, found):
    pages = PageCache()
    pages.put("ABC234", OFFER, "en", PAGE)
    assert (pages.get("ABC234", wanted, epoch, now) is PAGE) == found
    assert pages.get("XYZ789", wanted, epoch, now) is None


def test_a_new_offer_takes_every_page_of_the_old_one_away():
    pages = PageCache()
    pages.put("ABC234", OFFER, "en", PAGE)
    pages.put("ABC234", Offer(("ar",), "ar", 8, END), "ar", PAGE)
    assert pages.get("ABC234", ("en",), 7, NOON) is None and len(pages) == 1


def test_a_slow_page_of_an_older_epoch_cannot_come_back():
    pages = PageCache()
    pages.put("ABC234", Offer(("en",), "en", 8, END), "en", PAGE)
    pages.put("ABC234", OFFER, "en", PAGE)  # begun before, finished after
    assert pages.get("ABC234", ("en",), 8, NOON) is None


def test_the_oldest_story_makes_room():
    pages = PageCache(limit_bytes=6 * PAGE.weight_bytes())
    for address in ("AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"):
        for language in ("ar", "en"):
            pages.put(address, OFFER, language, PAGE)
    assert len(pages) == 6 and pages.get("AAAAAA", ("en",), 7, NOON) is None and pages.get("DDDDDD", ("en",), 7, NOON)


def of_size(size_bytes: int) -> Ready:
    return Rendered.file(b"x" * size_bytes, "application/pdf").ready()


def test_what_is_kept_never_weighs_more_than_the_limit():
    pages, chance = PageCache(limit_bytes=200_000), random.Random(7)
    for turn in range(3_000):
        address, offer = f"/{chance.randrange(80)}", Offer(("ar", "en"), "ar", turn // 700, END)
        pages.put(address, offer, chance.choice(("ar", "en")), of_size(chance.randrange(20_000)), chance.choice(("", "dark", "large")))
        kept = sum(page.weight_bytes() for shelf in pages._shelves.values() for page in shelf.pages.values())
        assert pages.weight_bytes == kept <= 200_000
    assert len(pages) > 10


def test_one_large_file_does_not_push_the_stories_out():
    pages = PageCache(limit_bytes=200_000)
    pages.put("/ABC234", OFFER, "en", PAGE)
    large = of_size(60_000)
    assert pages.put("/ABC234/listen", OFFER, "en", large) is large, "it is answered, and not kept"
    assert pages.get("/ABC234/listen", ("en",), 7, NOON) is None and pages.get("/ABC234", ("en",), 7, NOON) is PAGE


def test_one_story_in_too_many_forms_begins_again():
    pages = PageCache(limit_bytes=100_000)
    for number in range(20):
        pages.put("/ABC234", OFFER, "en", of_size(20_000), str(number))
    assert pages.weight_bytes <= 100_000 and pages.get("/ABC234", ("en",), 7, NOON, "19") is not None


def test_a_page_is_packed_once_and_the_same_each_time():
    assert gzip.decompress(RENDERED.packed) == RENDERED.plain and Rendered.of(200, "<p>قصة</p>") == RENDERED
    packed, plain = PAGE.fitting("br, gzip"), PAGE.fitting("")
    assert packed.content is RENDERED.packed and plain.content == RENDERED.plain
    assert dict(plain.headers) == {**dict(HEADERS), "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(RENDERED.plain))}
    assert dict(packed.headers) == {**dict(plain.headers), "Content-Length": str(len(RENDERED.packed)), "Content-Encoding": "gzip"}


def test_what_a_phone_sends_cannot_fill_the_memory(demo_app, visitor, codes):
    kept = demo_app.extensions["exhibit.visit"].pages
    for tag in map("".join, itertools.islice(itertools.permutations("abcdefghijklmnop", 3), 60)):
        for address in (f"/{codes['T01']}", f"/{codes['T01']}/{tag}", f"/{codes['T10']}", f"/{tag}{tag}", "/"):
            visitor.get(address, Accept_Language=f"{tag},{tag[::-1]};q=0.7,fr;q=0.{len(tag)}")
    assert len(kept) <= 3 + 2 * len(labels.languages()), "the story's languages, the neutral page, the front page"
    for language in labels.languages():
        visitor.get(f"/{codes['T01']}", Accept_Language=language)
    assert len(kept) <= 4 + 2 * len(labels.languages())


@pytest.mark.parametrize(("header", "languages"), [
    ("", ()), ("en", ("en",)), ("ar-MA,fr;q=0.8,en;q=0.9", ("ar", "en", "fr")), ("en-GB,en-US;q=0.9,en;q=0.8", ("en",)), ("fr;q=0,nl", ("nl",)),
    ("*,lo;q=0.1", ("lo",)), ("zh-Hant-TW", ("zh",)), ("en;q=abc,fr;q=0.5", ("fr", "en")), ("en;v=1", ("en",)), ("éé,<script>,x1", ()),
    ("FR ; q=0.5 , Nl", ("nl", "fr")), ("en;q=nan,ar", ("ar", "en")), ("en;q=9999,ar", ("ar", "en")), (",,,;;;===", ()),
])
def test_languages_of_a_phone(header, languages):
    assert phone_languages(header) == languages


@pytest.mark.parametrize(("path", "asked"), [
    ("/", ("/", "")), ("/abc234", ("/ABC234", "")), ("/ABC234/", ("/ABC234", "")), ("/aBc234/AR/", ("/ABC234", "ar")), ("/ABC234/ary", ("/ABC234", "ary")),
    ("/abc234/ar/easy", ("/ABC234/easy", "ar")), ("/abc234/ar/easy/", ("/ABC234/easy", "ar")), ("/abc234/ar/other", None), ("/abc234/easy", None),
    ("/e/demo", ("/e/demo", "")), ("/e/demo/fr", ("/e/demo", "fr")), ("/e/demo/figures/FR/", ("/e/demo/figures", "fr")), ("/e/", None), ("/e/DEMO", None), ("/e/demo/x/y/z", None),
    ("/ABC23", None), ("/ABC2345", None), ("/ABC234/a", None), ("/ABC234/abcd", None), ("/ABC234//", None), ("/ABC 34", None), ("/ABC234\n", None),
    ("/ÀBC234", None), ("", None), ("ABC234", None), ("/١٢٣٤٥٦", None),
])
def test_what_is_shaped_like_a_code(path, asked):
    found = read_path(path)
    assert (found and (found.address, found.language)) == asked


@pytest.mark.parametrize(("query", "look"), [
    ("", ""), ("look=large", "large"), ("look=dark.large", "large.dark"), ("look=large.large.purple", "large"), ("look=<script>", ""), ("a=b&look=spaced&look=dark", "spaced"), ("look", ""),
])
def test_a_look_has_one_spelling(query, look):
    assert read_path("/ABC234", query).look == look


@pytest.mark.parametrize("now", [NOON, datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(2026, 3, 1, 0, 30, tzinfo=UTC).astimezone()])
def test_no_page_outlives_the_day(now):
    midnight = midnight_after(now)
    assert now < midnight <= now + timedelta(days=1) and midnight.astimezone(UTC).hour == midnight.minute == 0


def test_the_watch_sees_every_commit_that_matters_and_no_other(demo_app, now):
    watch = LedgerWatch(db.engine)
    first = watch.epoch()
    with transaction() as session:  # an autosave: something was written, nothing a visitor could see
        session.add(Job(id="j", exhibition_id=1, started_by="curator@demo.example", started_at=now))
    assert watch.epoch() == first
    for step in (1, 2, 3):
        with transaction():
            raise_epoch()
        assert watch.epoch() == first + step
    watch.close()
    assert watch.epoch() == first + 3
    watch.close()


def test_what_is_not_committed_is_not_seen(demo_app):
    watch = LedgerWatch(db.engine)
    first = watch.epoch()
    with pytest.raises(RuntimeError, match="changed my mind"), transaction() as session:
        raise_epoch()
        session.flush()
        assert watch.epoch() == first
        raise RuntimeError("changed my mind")
    assert watch.epoch() == first
    watch.close()


def test_a_kept_page_costs_at_most_one_question(demo_app, visitor, codes):
    visitor.get(f"/{codes['T01']}")
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cur, statement, *_rest: asked.append(statement))
    visitor.get(f"/{codes['T01']}")
    expected = [] if db.engine.dialect.name == "sqlite" else ["SELECT ledger.epoch \nFROM ledger"]
    assert asked == expected
