"""A story to hear and to watch: offered only where the person agreed to that voice, in stretches, silent from the next request after a stop."""
from __future__ import annotations

import pytest

from exhibit.actions import recordings
from exhibit.actions.consent import withdraw
from exhibit.actions.static_site.reader import OwnPages
from exhibit.store import db, queries
from exhibit.story import labels
from exhibit.story.media import clean
from exhibit.web.visit import recordings as answers
from tests.support import media
from tests.support.recorded import allow, recorded
from tests.support.scenes import CASEWORKER

SOUND = media.wav_file(seconds=130)


@pytest.fixture
def heard(demo_app, codes) -> str:
    """Address of an open story with a reading of two minutes, 2 MB."""
    allow("T01", "AUD_ACTOR")
    recorded(content=SOUND)
    return f"/{codes['T01']}/en"


@pytest.fixture
def seen(demo_app, codes) -> str:
    allow("T01", "AUD_ACTOR")
    allow("T01", "TRANSLATE", "vgt")
    recorded(kind="SIGN", language="vgt")
    return f"/{codes['T01']}"


def test_the_page_holds_a_player_that_waits_and_the_words(visitor, heard):
    page = visitor.page(f"{heard}/listen")
    player = page.select_one("audio")
    assert player["src"] == heard.replace("/en", "/en/sound") and player["preload"] == "none" and player.has_attr("controls") and not player.has_attr("autoplay")
    assert [p.text for p in page.select("article p")] == [p.text for p in visitor.page(heard).select("article p:not(.opening)")]
    note = page.select_one(".note")
    assert "You can skip it" in note.text and note.sourceline <= player.sourceline
    assert page.select_one("[data-speeds]").has_attr("hidden") and page.select_one(".speeds button[aria-pressed=true]")["value"] == "1"
    assert "Read by another person" in page.text and not page.select("[style], script:not([src])") and page.select_one("#help")


def test_the_story_offers_it_and_only_where_there_is_one(visitor, heard, codes):
    assert visitor.page(heard).select_one(f'a[href="{heard}/listen"]') and not visitor.page(heard).select_one('a[href$="/sign"]')
    assert not visitor.page(heard.replace("/en", "/fr")).select_one('a[href$="/listen"]')
    assert [a["href"] for a in visitor.page(f"{heard}/listen").select(".hero nav a")] == []
    assert visitor.page(f"/{codes['T02']}").select('a[href$="/listen"]') == []


def test_another_language_leads_to_the_one_that_can_be_heard(visitor, heard):
    page = visitor.page(heard.replace("/en", "/fr/listen"))
    assert page.html["lang"] == "en" and page.select_one("audio")


def test_stretches(visitor, heard):
    kept = clean(SOUND).content
    whole = visitor.get(f"{heard}/sound")
    assert whole.status_code == 200 and whole.data == kept and whole.headers["Accept-Ranges"] == "bytes" and whole.headers["Content-Type"] == "audio/wav"
    for asked, first, last in (("bytes=0-", 0, 999_999), ("bytes=0-0", 0, 0), ("bytes=5-9", 5, 9), ("bytes=-100", len(kept) - 100, len(kept) - 1), ("bytes=2000000-", 2_000_000, len(kept) - 1),
                               ("bytes=0-99999999", 0, 999_999)):
        answer = visitor.get(f"{heard}/sound", Range=asked)
        assert answer.status_code == 206 and answer.data == kept[first:last + 1], asked
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(kept)}" and int(answer.headers["Content-Length"]) == last - first + 1
    for asked in ("bytes=9999999-", "bytes=-0", "bytes=7-3"):
        answer = visitor.get(f"{heard}/sound", Range=asked)
        assert answer.status_code == 416 and answer.headers["Content-Range"] == f"bytes */{len(kept)}" and answer.data == b""
    for asked in ("lines=1-2", "bytes=-", "bytes=0-1,5-9", "nonsense"):
        assert visitor.get(f"{heard}/sound", Range=asked).data == kept


def test_a_long_one_that_is_asked_for_whole_breaks_off_and_goes_on_in_stretches(demo_app, visitor, heard, monkeypatch):
    """Eighty clients that read nothing must not hold eighty films in memory."""
    kept = clean(SOUND).content
    monkeypatch.setattr(answers, "UNASKED", answers.STRETCH)
    begun = visitor.get(f"{heard}/sound")
    assert begun.status_code == 200 and begun.data == kept[:1_000_000] and int(begun.headers["Content-Length"]) == len(kept)
    assert visitor.get(f"{heard}/sound", Range="bytes=1000000-").data == kept[1_000_000:2_000_000]
    copied = OwnPages(demo_app.wsgi_app).read(f"{heard}/sound")
    assert (copied.status, copied.kind) == (200, "audio/wav") and copied.body == kept, "a copy of the site has all of it"


def test_nothing_is_kept_on_the_way_and_no_cookie_set(visitor, heard):
    for path in ("listen", "sound"):
        headers = visitor.get(f"{heard}/{path}", Range="bytes=0-9").headers
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer" and "Set-Cookie" not in headers
        assert "media-src 'self'" in headers["Content-Security-Policy"]


def test_head_tells_the_length(visitor, heard):
    answer = visitor.client.head(f"{heard}/sound")
    assert answer.status_code == 200 and answer.data == b"" and int(answer.headers["Content-Length"]) == len(clean(SOUND).content)


@pytest.mark.parametrize("stop", ["grant", "end", "hold"])
def test_a_stop_silences_page_and_sound_with_the_next_request(visitor, heard, now, stop):
    assert visitor.page(f"{heard}/listen") and visitor.get(f"{heard}/sound", Range="bytes=0-9").status_code == 206
    testimony = queries.testimony("T01")
    if stop == "grant":
        withdraw(testimony, CASEWORKER, now, grant_id=next(g.id for g in testimony.grants if g.permission == "AUD_ACTOR"))
    elif stop == "end":
        recordings.end(recordings.offered(testimony, "en", now)[0].recording.uid, CASEWORKER, now)
    else:
        visitor.client.post(f"{heard}/stop", data={"why": "KNOWN"})
    neutral = visitor.get("/ZZZZZZ/en")
    for path in ("listen", "sound"):
        answer = visitor.get(f"{heard}/{path}", Range="bytes=0-9")
        assert answer.status_code == 404 and answer.data == neutral.data and dict(answer.headers) == dict(neutral.headers)
    assert visitor.get(heard).status_code == (404 if stop == "hold" else 200)
    assert not visitor.page(heard, 404 if stop == "hold" else 200).select_one('a[href$="/listen"]')


def test_a_stop_ends_an_answer_in_its_middle(demo_app, visitor, heard, now):
    """Somebody loads all of it at once; between two parts the person stops."""
    answer = visitor.client.get(f"{heard}/sound", buffered=False)
    parts = iter(answer.response)
    got = next(parts)
    withdraw(queries.testimony("T01"), CASEWORKER, now)
    rest = b"".join(parts)
    assert got and len(got) + len(rest) < len(clean(SOUND).content) / 2


def test_a_film_in_a_sign_language(visitor, seen):
    page = visitor.page(f"{seen}/en/sign")
    assert page.select_one("video")["src"] == f"{seen}/vgt/film" and "Vlaamse Gebarentaal" in page.select_one("h2").text and page.select_one("video").has_attr("playsinline")
    assert visitor.get(f"{seen}/vgt/film", Range="bytes=0-3").status_code == 206
    assert visitor.page(f"{seen}/en").select_one(f'a[href="{seen}/en/sign"]')
    for path in ("en/film", "sfb/film", "vgt/sound", "en/listen", "en/sound"):
        assert visitor.get(f"{seen}/{path}").status_code == 404, path


def test_whoever_guesses_addresses_finds_the_neutral_page(visitor, heard):
    neutral = visitor.get("/ZZZZZZ/en").data
    for path in ("/ZZZZZZ/en/listen", "/ZZZZZZ/en/sound", "/ZZZZZZ/vgt/film", f"{heard}/film"):
        answer = visitor.get(path)
        assert answer.status_code == 404 and answer.data == neutral, path


@pytest.mark.parametrize("language", labels.languages())
def test_every_language_has_the_words(language):
    for key in ("listen_title", "sign_title", "voice_actor", "voice_own", "voice_sign", "listen_quiet", "speed", "words_heard", "back_to_page"):
        assert labels.label(language, key)
    assert labels.number(3, language) in labels.label(language, "minutes_long", n=3)


def test_a_lost_file_is_no_traceback(visitor, heard):
    from exhibit.store import recordings as found_by

    found_by.path_of(found_by.of_testimony(queries.testimony("T01"))[0]).unlink()
    db.session.rollback()
    assert visitor.get(f"{heard}/sound", Range="bytes=0-9").status_code == 503
