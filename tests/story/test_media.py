"""Recordings as they are sent, and as they are kept: playable by every phone, and with nothing in them but sound and picture."""
from __future__ import annotations

import io
import wave

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.story.media import FILM, SOUND, NotPlayable, clean, mp4, ogg
from tests.support import media

MADE = {name: make() for name, make in media.EVERY.items()}
FOUND = {"wav": ("audio/wav", SOUND, 2), "mp3": ("audio/mpeg", SOUND, 2), "opus": ("audio/ogg", SOUND, 2), "vorbis": ("audio/ogg", SOUND, 2), "m4a": ("audio/mp4", SOUND, 3),
         "mp4": ("video/mp4", FILM, 3), "webm": ("video/webm", FILM, 4)}


@pytest.mark.parametrize("name", MADE)
def test_kind_length_and_no_tag(name):
    """Every tag of every format holds a name and a place when it is sent; nothing of either is kept."""
    assert media.SECRET in MADE[name]
    found = clean(MADE[name])
    assert (found.mime, found.kind, found.seconds) == FOUND[name]
    assert media.SECRET not in found.content and b"Amina" not in found.content


@pytest.mark.parametrize("name", MADE)
def test_what_is_clean_stays_as_it_is(name):
    once = clean(MADE[name])
    assert clean(once.content) == once


def test_the_sound_of_a_wav_is_the_same_sound():
    def frames(content: bytes) -> bytes:
        with wave.open(io.BytesIO(content)) as sound:
            return sound.readframes(10**6)

    assert frames(clean(MADE["wav"]).content) == frames(MADE["wav"])


def test_the_frames_of_an_mp3_are_the_same_frames():
    assert clean(MADE["mp3"]).content == media.mp3_file(tagged=False) == media.mp3_frame() * 80
    assert clean(media.mp3_file(tagged=False) + media.mp3_frame()[:100]).content == media.mp3_file(tagged=False)


@pytest.mark.parametrize("name", ["opus", "vorbis"])
def test_the_pages_of_an_ogg_are_numbered_and_summed(name):
    pages = list(ogg._pages(clean(MADE[name]).content))
    assert [page.written(number) for number, page in enumerate(pages)] and b"".join(page.written(n) for n, page in enumerate(pages)) == clean(MADE[name]).content
    assert pages[-1].body == list(ogg._pages(MADE[name]))[-1].body
    if name == "vorbis":
        assert pages[1].body.endswith(b"\x05vorbis" + b"s" * 700)


def test_the_sum_of_a_page_is_the_standards():
    """RFC 3533: generator 0x04c11db7, no inversion; the value for "123456789" is that of CRC-32/CKSUM without its length and final inversion."""
    assert ogg._crc(b"123456789") == 0x89A1897F


def test_no_byte_of_the_sound_of_an_mp4_moves():
    for name in ("m4a", "mp4"):
        kept = clean(MADE[name]).content
        assert len(kept) == len(MADE[name]) and kept.index(b"s" * 500) == MADE[name].index(b"s" * 500)
        names = [b.name for b in mp4._boxes(kept, 0, len(kept))]
        assert b"udta" not in names and b"uuid" not in names and (3_900_000_000).to_bytes(4, "big") not in kept


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "no recording"), (b"hello", "no recording"), (b"%PDF-1.7", "no recording"), (b"\x89PNG\r\n\x1a\n", "no recording"),
    (b"ID3\x03\0\0\0\0\0\0hello", "no MP3"), (media.mp3_frame() * 2, "no MP3"), (media.mp3_frame() * 80 + bytes(9000), "cut off or damaged"),
    (MADE["wav"][:2000], "cut off or damaged"), (MADE["wav"].replace(b"fmt \x10\0\0\0\x01\0", b"fmt \x10\0\0\0\x55\0"), "compressed"),
    (MADE["opus"][:-3], "cut off or damaged"), (MADE["opus"].replace(b"OpusHead", b"SpeexHed"), "neither Opus nor Vorbis"), (MADE["opus"] + MADE["opus"], "more than one stream"),
    (media.mp4_file(track=b"meta"), "neither sound nor picture"), (media.mp4_file(codec=b"ac-3"), "Not every phone"), (media.mp4_file(True, codec=b"hvc1"), "Not every phone"),
    (MADE["m4a"] + media.box(b"moof"), "fragments"), (MADE["m4a"] + media.box(b"xyzw"), "not known here"), (MADE["m4a"][:200], "cut off or damaged"),
    (media.webm_file(kind=17), "neither sound nor picture"), (media.webm_file(codec=b"V_MPEG4"), "Not every phone"), (media.webm_file(doctype=b"matroska"), "Matroska"),
    (media.webm_file(kind=2, codec=b"A_OPUS"), "no picture"), (MADE["webm"][:300], "cut off or damaged"),
    (media.webm_file(seconds=float("nan")), "longer than two hours"), (media.webm_file(seconds=float("inf")), "longer than two hours"), (media.webm_file(seconds=-5), "longer"),
    (MADE["m4a"].replace(b"mvhd", b"mvhe"), "not known here"), (media.box(b"ftyp") + media.box(b"moov", media.box(b"mvhd", bytes(4))) + media.box(b"mdat"), "damaged"),
    (MADE["webm"].replace(b"\x1f\x43\xb6\x75\x01\0\0\0\0\0", b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff")[:-1], "damaged"),
])
def test_what_cannot_be_kept_is_said(content, sentence):
    with pytest.raises(NotPlayable, match=sentence):
        clean(content)


def test_boxes_in_boxes_have_an_end():
    nested = b""
    for _ in range(3000):
        nested = media.box(b"trak", nested)
    with pytest.raises(NotPlayable, match="damaged"):
        clean(media.box(b"ftyp") + media.box(b"moov", nested) + media.box(b"mdat"))


@settings(deadline=None, max_examples=300)
@given(name=st.sampled_from(sorted(MADE)), at=st.integers(0, 10**6), change=st.binary(min_size=1, max_size=8))
def test_a_changed_byte_is_refused_or_kept_clean_and_never_a_fault(name, at, change):
    content = bytearray(MADE[name])
    at %= len(content)
    content[at:at + len(change)] = change
    try:
        found = clean(bytes(content))
    except NotPlayable as refusal:
        assert refusal.sentence.endswith(".")
    else:
        assert found.seconds >= 1 and len(found.content) <= len(content) + 16
