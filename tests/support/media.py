"""Small recordings made here, byte by byte: each with a name of a person and a place in every tag its format has."""
from __future__ import annotations

import io
import struct
import wave

from exhibit.story.media.ogg import Page

SECRET = b"Amina, 50.8466 N 4.3528 E"


def wav_file(seconds: float = 2.0, tagged: bool = True) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", (n % 40 - 20) * 300) for n in range(int(8000 * seconds))))
    content = out.getvalue()
    if tagged:
        extra = b"LIST" + struct.pack("<I", 4 + 8 + 26) + b"INFOIART" + struct.pack("<I", 26) + SECRET + b"\0"
        content = content[:4] + struct.pack("<I", len(content) - 8 + len(extra)) + content[8:] + extra
    return content


def mp3_frame() -> bytes:
    """MPEG 1, layer III, 128 kbit/s, 44.1 kHz, mono: 417 bytes of silence, 26 ms."""
    return b"\xff\xfb\x90\xc4" + bytes(413)


def mp3_file(frames: int = 80, tagged: bool = True) -> bytes:
    sound = mp3_frame() * frames
    if not tagged:
        return sound
    frame = b"TIT2" + struct.pack(">I", len(SECRET) + 1) + b"\0\0\0" + SECRET
    size = len(frame)
    first = b"ID3\x03\0\0" + bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127)) + frame
    item = struct.pack("<II", len(SECRET), 0) + b"Artist\0" + SECRET
    ape = item + b"APETAGEX" + struct.pack("<IIII", 2000, len(item) + 32, 1, 0) + bytes(8)
    return first + sound + ape + b"TAG" + SECRET.ljust(125, b"\0")


def ogg_file(seconds: float = 2.0, opus: bool = True) -> bytes:
    """Opus: packets of 20 ms, each one byte. Vorbis: three headers and packets nobody could play; the pages are what is tested."""
    comment = struct.pack("<I", len(SECRET)) + SECRET + struct.pack("<II", 1, 7 + len(SECRET)) + b"ARTIST=" + SECRET
    if opus:
        pages = [_page(2, 0, [b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)]), _page(0, 0, [b"OpusTags" + comment + bytes(600)])]
        last, packets = int(48000 * seconds) + 312, [b"\x08"] * int(50 * seconds)
    else:
        pages = [_page(2, 0, [b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 44100, 0, 96000, 0, 0xB8, 1)]), _page(0, 0, [b"\x03vorbis" + comment + b"\x01", b"\x05vorbis" + b"s" * 700])]
        last, packets = int(44100 * seconds), [b"\x00"] * 20
    return b"".join(page.written(number) for number, page in enumerate([*pages, _page(4, last, packets)]))


def _page(flags: int, granule: int, packets: list[bytes]) -> Page:
    laces, body = b"", b"".join(packets)
    for packet in packets:
        laces += b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    return Page(flags, granule, 7, laces, body)


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def mp4_file(film: bool = False, seconds: int = 3, track: bytes = b"", codec: bytes = b"", tagged: bool = True) -> bytes:
    """Boxes as a player expects them, and nothing in them to play."""
    times = struct.pack(">II", 3_900_000_000, 3_900_000_001)
    handler, entry = track or (b"vide" if film else b"soun"), codec or (b"avc1" if film else b"mp4a")
    tags = box(b"udta", box(b"meta", bytes(4), box(b"ilst", SECRET))) if tagged else b""
    head = box(b"mvhd", bytes(4), times, struct.pack(">II", 1000, 1000 * seconds), bytes(80))
    table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1), box(entry, bytes(28))), box(b"stts", bytes(8)), box(b"stsc", bytes(8)), box(b"stsz", bytes(12)), box(b"stco", bytes(8)))
    media = box(b"mdia", box(b"mdhd", bytes(4), times, bytes(16)), box(b"hdlr", bytes(8), handler, bytes(12), SECRET + b"\0"), box(b"minf", box(b"smhd", bytes(8)), table))
    moov = box(b"moov", head, box(b"trak", box(b"tkhd", bytes(4), times, bytes(76)), media, tags), tags)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + moov + (box(b"uuid", bytes(16), SECRET) if tagged else b"") + box(b"free", SECRET) + box(b"mdat", b"s" * 500)


def element(number: int, *parts: bytes) -> bytes:
    body, name = b"".join(parts), number.to_bytes((number.bit_length() + 7) // 8, "big")
    return name + (1 << 56 | len(body)).to_bytes(8, "big") + body


def webm_file(seconds: float = 4.0, kind: int = 1, codec: bytes = b"V_VP8", doctype: bytes = b"webm") -> bytes:
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")), element(0x4489, struct.pack(">d", seconds * 1000)), element(0x4D80, SECRET), element(0x5741, SECRET),
                   element(0x7BA9, SECRET), element(0x4461, bytes(8)))
    tracks = element(0x1654AE6B, element(0xAE, element(0xD7, b"\1"), element(0x83, bytes([kind])), element(0x86, codec), element(0x536E, SECRET)))
    tags = element(0x1254C367, element(0x7373, element(0x67C8, element(0x45A3, b"ARTIST"), element(0x4487, SECRET))))
    cluster = element(0x1F43B675, element(0xE7, b"\0"), element(0xA3, b"\x81\0\0\x80" + b"p" * 300))
    return element(0x1A45DFA3, element(0x4282, doctype)) + element(0x18538067, info, tracks, element(0xEC, SECRET), cluster, tags)


EVERY = {"wav": wav_file, "mp3": mp3_file, "opus": ogg_file, "vorbis": lambda: ogg_file(opus=False), "m4a": mp4_file, "mp4": lambda: mp4_file(film=True), "webm": webm_file}
