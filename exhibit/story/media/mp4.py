"""MP4 and M4A (ISO/IEC 14496-12): everything besides sound and picture is overwritten with zeros where it stands, so that nothing moves."""
from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.story.media.found import FILM, SOUND, Clean, NotPlayable, damaged, whole_seconds

PARENTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"})
EMPTIED = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"iods", b"tref", b"pdin"})  # become `free`, full of zeros
KEPT = frozenset({
    b"ftyp", b"moov", b"mdat", b"mvhd", b"trak", b"tkhd", b"edts", b"elst", b"mdia", b"mdhd", b"hdlr", b"minf", b"vmhd", b"smhd", b"dinf", b"stbl", b"stsd", b"stts", b"ctts",
    b"cslg", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sdtp", b"sgpd", b"sbgp", b"saiz", b"saio", b"tapt", b"gmhd"})
TRACKS = {b"soun": SOUND, b"vide": FILM}
PLAYED = {SOUND: frozenset({b"mp4a", b"Opus", b"fLaC"}), FILM: frozenset({b"avc1", b"avc3", b"av01", b"vp09"})}
MARKS = frozenset({b"ftyp"})
DEEPEST = 6  # moov, trak, mdia, minf, stbl and one to spare


@dataclass(frozen=True, slots=True)
class Box:
    """`at`: of its head, `body`: of its content, `end`: behind it."""

    name: bytes
    at: int
    body: int
    end: int


def looks_like(content: bytes) -> bool:
    return content[4:8] in MARKS


def clean(content: bytes) -> Clean:
    """Raises NotPlayable for tracks that are neither sound nor picture, for codecs phones do not know, for a file in fragments."""
    out, top = bytearray(content), list(_boxes(content, 0, len(content)))
    if {box.name for box in top} & {b"moof", b"sidx", b"styp"}:
        raise NotPlayable("This MP4 is cut into fragments, as for streaming: save it as one plain MP4 file.")
    if [box.name for box in top].count(b"moov") != 1 or not any(box.name == b"mdat" for box in top):
        raise damaged("MP4")
    kinds = {kind for box in _walk(content, out, top) if (kind := _of_track(content, box))}
    moov = next(box for box in top if box.name == b"moov")
    head = next((box for box in _boxes(content, moov.body, moov.end) if box.name == b"mvhd"), None)
    if not kinds or head is None:
        raise damaged("MP4")
    kind = FILM if FILM in kinds else SOUND
    return Clean(bytes(out), kind, "video/mp4" if kind == FILM else "audio/mp4", whole_seconds(_seconds(content, head)))


def _boxes(content: bytes, at: int, end: int) -> Iterator[Box]:
    while at < end:
        if at + 8 > end:
            raise damaged("MP4")
        size, name = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1 and at + 16 <= end:
            size, body = struct.unpack_from(">Q", content, at + 8)[0], at + 16
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            raise damaged("MP4")
        yield Box(name, at, body, at + size)
        at += size


def _walk(content: bytes, out: bytearray, boxes: list[Box], depth: int = 0) -> Iterator[Box]:
    """Every box that stays, from the outside in; what does not is overwritten on the way."""
    if depth > DEEPEST:
        raise damaged("MP4")
    for box in boxes:
        if box.name in EMPTIED:
            out[box.at + 4:box.at + 8] = b"free"
            out[box.body:box.end] = bytes(box.end - box.body)
        elif box.name not in KEPT:
            raise NotPlayable(f"This MP4 holds a part that is not known here ({box.name.decode('latin-1')!r}): save it as a plain MP4 or M4A file.")
        else:
            _without_times(content, out, box)
            yield box
            if box.name in PARENTS:
                yield from _walk(content, out, list(_boxes(content, box.body, box.end)), depth + 1)


def _without_times(content: bytes, out: bytearray, box: Box) -> None:
    """When it was made, and what the program called its tracks, is nobody's business."""
    if box.name in (b"mvhd", b"tkhd", b"mdhd"):
        width = 8 if content[box.body] == 1 else 4
        out[box.body + 4:box.body + 4 + 2 * width] = bytes(2 * width)
    elif box.name == b"hdlr" and box.end > box.body + 24:
        out[box.body + 24:box.end] = bytes(box.end - box.body - 24)


def _of_track(content: bytes, box: Box) -> str:
    """SOUND or FILM for the head of a track's media, "" for any other box. Raises NotPlayable."""
    if box.name != b"mdia":
        return ""
    inside = {inner.name: inner for inner in _boxes(content, box.body, box.end)}
    if b"hdlr" not in inside or b"minf" not in inside:
        raise damaged("MP4")
    handler = content[inside[b"hdlr"].body + 8:inside[b"hdlr"].body + 12]
    if handler not in TRACKS:
        raise NotPlayable("This MP4 holds a track that is neither sound nor picture, as phones add with place and movement: save it again without it "
                          "(a film editor's export, or ffmpeg -map 0:v -map 0:a).")
    kind = TRACKS[handler]
    table = next((b for b in _boxes(content, inside[b"minf"].body, inside[b"minf"].end) if b.name == b"stbl"), None)
    said = next((b for b in _boxes(content, table.body, table.end) if b.name == b"stsd"), None) if table else None
    codec = content[said.body + 12:said.body + 16] if said else b""
    if codec not in PLAYED[kind]:
        raise NotPlayable(f"Not every phone plays what is in this MP4 ({codec.decode('latin-1')!r}): save it with AAC for sound and H.264 for film.")
    return kind


def _seconds(content: bytes, head: Box) -> float:
    scale, length = struct.unpack_from(">IQ", content, head.body + 20) if content[head.body] == 1 else struct.unpack_from(">II", content, head.body + 12)
    if not scale:
        raise damaged("MP4")
    return float(length) / float(scale)
