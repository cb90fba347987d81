"""WAV (RIFF): only the two chunks that make the sound are kept, `fmt ` and `data`."""
from __future__ import annotations

import struct

from exhibit.story.media.found import SOUND, Clean, NotPlayable, damaged, whole_seconds

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE


def looks_like(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def clean(content: bytes) -> Clean:
    """Raises NotPlayable for compressed sound in a WAV, and for a file that ends too early."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        if at + 8 + size > len(content):
            raise damaged("WAV")
        chunks.setdefault(name, content[at + 8:at + 8 + size])
        at += 8 + size + size % 2
    form, sound = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(form) < 16 or not sound:
        raise damaged("WAV")
    tag, channels, _rate, per_second, block, _bits = struct.unpack_from("<HHIIHH", form)
    if tag not in (PCM, FLOAT, EXTENSIBLE):
        raise NotPlayable("The sound in this WAV file is compressed in a way that not every phone knows: save it as plain WAV (PCM) or as MP3.")
    if not channels or not per_second or not block:
        raise damaged("WAV")
    body = b"".join(struct.pack("<4sI", name, len(part)) + part + b"\0" * (len(part) % 2) for name, part in ((b"fmt ", form), (b"data", sound)))
    return Clean(struct.pack("<4sI4s", b"RIFF", 4 + len(body), b"WAVE") + body, SOUND, "audio/wav", whole_seconds(len(sound) / per_second))
