"""Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: the comment header is replaced by an empty one, pages are numbered and summed anew."""
from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from exhibit.story.media.found import SOUND, Clean, NotPlayable, damaged, whole_seconds

HEAD = struct.Struct("<4sBBqIIIB")
NOTHING = struct.pack("<II", 0, 0)  # no vendor, no comments
CONTINUED, FIRST, LAST = 1, 2, 4
NO_PACKET_ENDS = -1
OPUS_HZ = 48_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `laces`: lengths of its segments; a packet ends with the first one under 255."""

    flags: int
    granule: int
    serial: int
    laces: bytes
    body: bytes

    def written(self, number: int) -> bytes:
        head = HEAD.pack(b"OggS", 0, self.flags, self.granule, self.serial, number, 0, len(self.laces)) + self.laces
        return head[:22] + struct.pack("<I", _crc(head + self.body)) + head[26:] + self.body


def looks_like(content: bytes) -> bool:
    return content[:4] == b"OggS"


def clean(content: bytes) -> Clean:
    """Raises NotPlayable for anything but one stream of Opus or Vorbis."""
    pages = list(_pages(content))
    if not pages or len({page.serial for page in pages}) != 1 or any(page.flags & FIRST for page in pages[1:]):
        raise NotPlayable("This Ogg file holds more than one stream: send one that holds the sound alone.")
    opus = pages[0].body.startswith(b"OpusHead")
    if not opus and not pages[0].body.startswith(b"\x01vorbis"):
        raise NotPlayable("The sound in this Ogg file is neither Opus nor Vorbis: save it as MP3, M4A, Opus or Vorbis.")
    headers, rest = _headers(pages[1:], 1 if opus else 2)
    headers[0] = b"OpusTags" + NOTHING if opus else b"\x03vorbis" + NOTHING + b"\x01"
    kept = [pages[0], *_laid(headers, pages[0].serial), *rest]
    hertz, skipped = (OPUS_HZ, struct.unpack_from("<H", pages[0].body, 10)[0]) if opus else (struct.unpack_from("<I", pages[0].body, 12)[0], 0)
    samples = max((page.granule for page in rest), default=0) - skipped
    if samples <= 0 or not hertz:
        raise damaged("Ogg")
    return Clean(b"".join(page.written(number) for number, page in enumerate(kept)), SOUND, "audio/ogg", whole_seconds(samples / hertz))


def _pages(content: bytes) -> Iterator[Page]:
    at = 0
    while at < len(content):
        if len(content) < at + HEAD.size or content[at:at + 4] != b"OggS":
            raise damaged("Ogg")
        _, version, flags, granule, serial, _number, _crc_there, count = HEAD.unpack_from(content, at)
        laces = content[at + HEAD.size:at + HEAD.size + count]
        begin = at + HEAD.size + count
        at = begin + sum(laces)
        if version or len(laces) < count or at > len(content):
            raise damaged("Ogg")
        yield Page(flags, granule, serial, laces, content[begin:at])


def _headers(pages: list[Page], count: int) -> tuple[list[bytes], list[Page]]:
    """(the first packets, the pages after them). The last header ends its page: both standards ask for it."""
    packets, open_one = [], b""
    for number, page in enumerate(pages):
        at = 0
        for lace in page.laces:
            open_one, at = open_one + page.body[at:at + lace], at + lace
            if lace < 255:
                packets.append(open_one)
                open_one = b""
        if len(packets) >= count:
            if len(packets) > count or open_one:
                break
            return packets, pages[number + 1:]
    raise damaged("Ogg")


def _laid(packets: list[bytes], serial: int) -> Iterator[Page]:
    """Packets on as few pages as hold them."""
    segments: list[tuple[int, bytes]] = []
    for packet in packets:
        parts = [packet[at:at + 255] for at in range(0, len(packet), 255)]
        if len(packet) % 255 == 0:
            parts.append(b"")
        segments += [(len(part), part) for part in parts]
    inside = False
    for at in range(0, len(segments), 255):
        chosen = segments[at:at + 255]
        ends = any(size < 255 for size, _ in chosen)
        yield Page(CONTINUED if inside else 0, 0 if ends else NO_PACKET_ENDS, serial, bytes(size for size, _ in chosen), b"".join(part for _, part in chosen))
        inside = chosen[-1][0] == 255


def _table() -> tuple[int, ...]:
    found = []
    for value in range(256):
        value <<= 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        found.append(value)
    return tuple(found)


CRC = _table()


def _crc(page: bytes) -> int:
    """CRC-32 with the polynomial 0x04c11db7, most significant bit first, no inversion (RFC 3533)."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ CRC[value >> 24 ^ byte]
    return value
