"""Recordings: who adds, who says yes, what the gate asks of each, what stands on the ledger, what lies on the disk."""
from __future__ import annotations

import pytest

from exhibit.actions import audit, erasure, keys, recordings
from exhibit.actions.consent import withdraw
from exhibit.actions.gate import recording_decision
from exhibit.actions.testimonies import approve_text, save_text
from exhibit.actions.uses import may_still
from exhibit.errors import Conflict, ExhibitError, Refused, WrongUse
from exhibit.store import db, parts, queries, transaction, uses
from exhibit.store import recordings as found_by
from exhibit.story.media import clean
from tests.support import media
from tests.support.recorded import allow, recorded
from tests.support.scenes import CASEWORKER, CURATOR

CODE = "T01"


def heard(now, language: str = "en") -> list[str]:
    db.session.expire_all()
    return [one.recording.uid for one in recordings.offered(queries.testimony(CODE), language, now)]


def on_ledger(kind: str = "AUDIO") -> list[str]:
    db.session.expire_all()
    return [use.status for use in uses.ledger_of(queries.testimony(CODE)) if use.kind == kind]


def test_added_by_one_agreed_to_as_another_writes_down(demo_app, now):
    allow(CODE, "AUD_ACTOR")
    row = recorded(agreed=False)
    assert (row.mime, row.seconds, row.text_sha256) == ("audio/mpeg", 2, queries.testimony(CODE).approved("STORY", "en").sha256)
    assert heard(now) == [] and on_ledger() == []
    with pytest.raises(Refused, match="You added this recording yourself"):
        recordings.approve(row.uid, CURATOR.upper(), now)
    recordings.approve(row.uid, CASEWORKER, now)
    assert heard(now) == [row.uid] and on_ledger() == ["live"]
    use = next(u for u in uses.ledger_of(queries.testimony(CODE)) if u.kind == "AUDIO")
    assert use.file_sha256 == row.file_sha256 and use.texts == [row.text_sha256] and may_still(use, now).allowed
    assert audit.verify(None).whole


def test_the_voice_that_is_heard_needs_its_own_yes(demo_app, now):
    allow(CODE, "AUD_ACTOR")
    own = recorded(voice="OWN")
    assert heard(now) == [] and recording_decision(own, now).reasons == ("NOT_ASKED",)
    allow(CODE, "AUD_OWN")
    assert heard(now) == [own.uid]
    withdraw(queries.testimony(CODE), CASEWORKER, now, grant_id=next(g.id for g in queries.testimony(CODE).grants if g.permission == "AUD_OWN"))
    assert heard(now) == [] and on_ledger() == ["removed"]


def test_a_sign_language_needs_the_yes_to_that_language(demo_app, now):
    allow(CODE, "AUD_ACTOR")
    row = recorded(kind="SIGN", language="vgt")
    assert recording_decision(row, now).reasons == ("LANG",) and heard(now) == []
    allow(CODE, "TRANSLATE", "vgt")
    assert heard(now) == [row.uid] and on_ledger("SIGN_VIDEO") == ["live"]


def test_other_words_take_it_off_at_once(demo_app, now):
    allow(CODE, "AUD_ACTOR")
    row = recorded()
    newer = save_text(queries.testimony(CODE), "en", "STORY", "Other words altogether.", queries.testimony(CODE).newest("STORY", "en").id, CURATOR, now)
    assert heard(now) == [row.uid], "words nobody has approved change nothing"
    approve_text(newer.id, CASEWORKER, now)
    assert heard(now) == [] and on_ledger() == ["removed"]
    with pytest.raises(Refused, match="another one by now"):
        recordings.approve(row.uid, CASEWORKER, now)


@pytest.mark.parametrize("stop", ["end", "everything", "page"])
def test_what_is_stopped_is_silent(demo_app, now, stop):
    allow(CODE, "AUD_ACTOR")
    row, testimony = recorded(), queries.testimony(CODE)
    if stop == "end":
        recordings.end(row.uid, "anybody@demo.example", now)
        recordings.end(row.uid, "anybody@demo.example", now)
    else:
        withdraw(testimony, CASEWORKER, now, grant_id=None if stop == "everything" else next(g.id for g in testimony.grants if g.permission == "WEB_STORY"))
    assert heard(now) == [] and on_ledger() == ["removed"]


def test_without_the_page_nothing_is_heard(demo_app, now):
    """The yes to a voice alone opens nothing."""
    allow(CODE, "AUD_ACTOR")
    recorded()
    with transaction():
        for grant in queries.testimony(CODE).grants:
            if grant.permission == "WEB_STORY":
                grant.valid_until = now
    assert heard(now) == []


def test_on_the_disk_it_lies_sealed_and_in_parts(demo_app, now):
    content = media.wav_file(seconds=40)
    row = recorded(content=content)
    kept = clean(content).content
    path = found_by.path_of(row)
    assert path.stat().st_mode & 0o077 == 0 and kept[2000:2100] not in path.read_bytes() and len(path.read_bytes().splitlines()) > 1
    assert recordings.whole(row) == kept
    for first, last in ((0, 0), (5, 9), (parts.PART_BYTES - 3, parts.PART_BYTES + 3), (row.size_bytes - 1, row.size_bytes - 1), (1, row.size_bytes - 2)):
        assert recordings.file_of(row).read(first, last) == kept[first:last + 1]


def test_a_new_key_opens_it_and_the_old_one_is_not_needed(demo_app, now):
    row = recorded(content=media.wav_file(seconds=40))
    before = recordings.whole(row)
    keys.new_key()
    assert keys.rotate(CURATOR, now)[1] >= 1
    assert recordings.whole(row) == before


def test_parts_cannot_change_places_and_a_lost_file_is_said(demo_app, now):
    row = recorded(content=media.wav_file(seconds=40))
    path = found_by.path_of(row)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(ExhibitError, match="was changed"):
        recordings.file_of(row).read(0, 10)
    path.unlink()
    with pytest.raises(ExhibitError, match="not in the instance folder"):
        recordings.file_of(row).read(0, 10)


@pytest.mark.parametrize(("changes", "error", "sentence"), [
    ({"kind": "FILM"}, WrongUse, "Choose what it is"), ({"voice": "NOBODY"}, WrongUse, "whose voice"), ({"kind": "SIGN", "language": "x"}, WrongUse, "three letters"),
    ({"kind": "SIGN", "language": "vgt", "voice": "OWN"}, WrongUse, "another person tells"), ({"text_language": "lo"}, Refused, "no story in this language"),
    ({"content": b"hello"}, WrongUse, "no recording that can be played"), ({"content": media.mp4_file(film=True)}, WrongUse, "is no sound"),
    ({"kind": "SIGN", "language": "vgt"}, WrongUse, "is no film"), ({"content": media.mp3_file() + bytes(26_000_000)}, WrongUse, "larger than 25 MB"),
])
def test_what_cannot_be_added_is_said_and_leaves_nothing(demo_app, now, changes, error, sentence):
    given = {"kind": "AUDIO", "language": "en", "text_language": "en", "voice": "ACTOR", "content": media.mp3_file(), **changes}
    with pytest.raises(error, match=sentence):
        recordings.add(queries.testimony(CODE), *given.values(), CURATOR, now)
    assert found_by.of_testimony(queries.testimony(CODE)) == []


def test_the_same_file_twice_is_one(demo_app, now):
    recorded()
    with pytest.raises(Conflict, match="on the list already"):
        recorded()


def test_an_erasure_takes_the_file_along(demo_app, now):
    code = "T10"
    approve_text(queries.testimony(code).newest("STORY", "en").id, CASEWORKER, now)
    row = recordings.add(queries.testimony(code), "AUDIO", "en", "en", "ACTOR", media.mp3_file(), CURATOR, now)
    path = found_by.path_of(row)
    with transaction():
        for stop in uses.withdrawals(testimony=queries.testimony(code)):
            for task in stop.tasks:
                task.done_at = now
    erasure.ask(queries.testimony(code), "officer@demo.example", now)
    erasure.erase(queries.testimony(code), "administrator@demo.example", now)
    assert not path.exists()
