"""WebM (RFC 8794, RFC 9559): tags, chapters, attachments, names and dates are overwritten where they stand, so that nothing moves."""
from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.story.media.found import FILM, Clean, NotPlayable, damaged, whole_seconds

EBML, SEGMENT, INFO, TRACKS, TRACK, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
SEEK, CUES, VOID = 0x114D9B74, 0x1C53BB6B, 0xEC
DOCTYPE, TYPE, SCALE, DURATION, CODEC = 0x4282, 0x83, 0x2AD7B1, 0x4489, 0x86
EMPTIED = frozenset({0x1254C367, 0x1043A770, 0x1941A469, 0xBF})  # Tags, Chapters, Attachments, CRC-32: become Void, full of zeros
BLANKED = frozenset({0x7BA9, 0x4461, 0x4D80, 0x5741, 0x73A4, 0x7384, 0x3CB923, 0x3EB923, 0x3C83AB, 0x3E83BB, 0x536E})  # title, date, programs, ids, names: zeros
PICTURE, HEARD = 1, 2
PLAYED = ("V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS")
SHORTEST = 2  # bytes of an element's head


@dataclass(frozen=True, slots=True)
class Element:
    """`at`: of its head, `body`: of its content, `end`: behind it."""

    id: int
    at: int
    body: int
    end: int


def looks_like(content: bytes) -> bool:
    return content[:4] == b"\x1a\x45\xdf\xa3"


def clean(content: bytes) -> Clean:
    """Raises NotPlayable for tracks that are neither sound nor picture, for a file recorded live without its length, for Matroska."""
    out, top = bytearray(content), list(_elements(content, 0, len(content), open_end=True))
    kept = [element for element in top if element.id != VOID]
    if [element.id for element in kept] != [EBML, SEGMENT]:
        raise damaged("WebM")
    if _text(content, _child(content, kept[0], DOCTYPE)) != "webm":
        raise NotPlayable("This is a Matroska file, not WebM: save it as WebM or MP4.")
    inside = list(_elements(content, kept[1].body, kept[1].end))
    info, tracks = (next((e for e in inside if e.id == wanted), None) for wanted in (INFO, TRACKS))
    if info is None or tracks is None or not any(e.id == CLUSTER for e in inside):
        raise damaged("WebM")
    for element in (*top, *inside):
        if element.id in EMPTIED or element.id == VOID:
            _empty(out, element)
        elif element.id not in (EBML, SEGMENT, INFO, TRACKS, CLUSTER, SEEK, CUES):
            raise NotPlayable("This WebM holds a part that is not known here: save it as a plain WebM or MP4 file.")
    _blank(content, out, info)
    _check_tracks(content, out, tracks)
    return Clean(bytes(out), FILM, "video/webm", whole_seconds(_seconds(content, info)))


def _number(content: bytes, at: int, keep_mark: bool) -> tuple[int, int, bool]:
    """(value, bytes, unknown) of a number of variable length."""
    if at >= len(content) or not content[at]:
        raise damaged("WebM")
    width = 9 - content[at].bit_length()
    raw = content[at:at + width]
    if len(raw) < width:
        raise damaged("WebM")
    value = int.from_bytes(raw, "big")
    mask = (1 << 7 * width) - 1
    return (value if keep_mark else value & mask), width, value & mask == mask


def _elements(content: bytes, at: int, end: int, open_end: bool = False) -> Iterator[Element]:
    while at < end:
        found, width, _ = _number(content, at, keep_mark=True)
        size, more, unknown = _number(content, at + width, keep_mark=False)
        body = at + width + more
        if unknown and not (open_end and found == SEGMENT):
            raise NotPlayable("This WebM was recorded live and does not say how long its parts are: save it once more, for example as MP4.")
        last = end if unknown else body + size
        if last > end:
            raise damaged("WebM")
        yield Element(found, at, body, last)
        at = last


def _child(content: bytes, parent: Element, wanted: int) -> Element | None:
    return next((e for e in _elements(content, parent.body, parent.end) if e.id == wanted), None)


def _text(content: bytes, element: Element | None) -> str:
    return content[element.body:element.end].rstrip(b"\0").decode("latin-1") if element else ""


def _empty(out: bytearray, element: Element) -> None:
    """A Void of the same length: one byte of name, one or eight of size, zeros."""
    length = element.end - element.at
    wide = length - SHORTEST > 126
    size = length - (9 if wide else SHORTEST)
    head = bytes([VOID]) + ((1 << 56 | size).to_bytes(8, "big") if wide else bytes([0x80 | size]))
    out[element.at:element.end] = head + bytes(size)


def _blank(content: bytes, out: bytearray, parent: Element) -> None:
    for element in _elements(content, parent.body, parent.end):
        if element.id in BLANKED:
            out[element.body:element.end] = bytes(element.end - element.body)
        elif element.id in EMPTIED or element.id == VOID:
            _empty(out, element)


def _check_tracks(content: bytes, out: bytearray, tracks: Element) -> None:
    types = set()
    for track in _elements(content, tracks.body, tracks.end):
        if track.id in EMPTIED or track.id == VOID:
            _empty(out, track)
            continue
        _blank(content, out, track)
        kind, codec = _child(content, track, TYPE), _text(content, _child(content, track, CODEC))
        number = int.from_bytes(content[kind.body:kind.end], "big") if kind else 0
        types.add(number)
        if track.id != TRACK or number not in (PICTURE, HEARD):
            raise NotPlayable("This WebM holds a track that is neither sound nor picture: save it again without subtitles and the like.")
        if codec not in PLAYED:
            raise NotPlayable(f"Not every phone plays what is in this WebM ({codec!r}): save it with VP8, VP9 or AV1 for film and Opus or Vorbis for sound.")
    if PICTURE not in types:
        raise NotPlayable("This WebM holds no picture: send sound as MP3, M4A, Ogg or WAV.")


def _seconds(content: bytes, info: Element) -> float:
    length, scale = _child(content, info, DURATION), _child(content, info, SCALE)
    if length is None or length.end - length.body not in (4, 8):
        raise NotPlayable("This WebM was recorded live and does not say how long it is: save it once more, for example as MP4.")
    [ticks] = struct.unpack(">f" if length.end - length.body == 4 else ">d", content[length.body:length.end])
    nanoseconds = int.from_bytes(content[scale.body:scale.end], "big") if scale else 1_000_000
    return float(ticks) * nanoseconds / 1e9
