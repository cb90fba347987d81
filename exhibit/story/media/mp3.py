"""MP3 (ISO/IEC 11172-3 and 13818-3, layer III): only whole frames are kept. ID3, APE and lyrics before and behind them fall away."""
from __future__ import annotations

from exhibit.story.media.found import SOUND, Clean, NotPlayable, damaged, whole_seconds

BITRATES = {  # kbit/s by index 1 to 14
    True: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), False: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz by version: 1, 2, 2.5
FEWEST = 3  # frames: two bytes that look like a frame's head are found in any file


def looks_like(content: bytes) -> bool:
    return content[:3] == b"ID3" or (len(content) > 4 and _frame(content, 0) is not None)


def clean(content: bytes) -> Clean:
    """Raises NotPlayable when something stands between the frames, or there are none."""
    at, end = _after_id3(content), _before_tags(content)
    start, seconds, frames = at, 0.0, 0
    while at < end:
        found = _frame(content, at)
        if found is None or at + found[0] > end:
            break
        at, seconds, frames = at + found[0], seconds + found[1], frames + 1
    if frames < FEWEST:
        raise NotPlayable("This is no MP3 that can be played: send an MP3, M4A, Ogg or WAV file.")
    if end - at > 4096:  # a last frame that was cut off is left out; more than that is something else
        raise damaged("MP3")
    return Clean(content[start:at], SOUND, "audio/mpeg", whole_seconds(seconds))


def _frame(content: bytes, at: int) -> tuple[int, float] | None:
    """(bytes, seconds) of the frame that begins here; None when none does."""
    head = content[at:at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer, bits, rate, padding = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or not 1 <= bits <= 14 or rate == 3:
        return None
    first = version == 3
    hertz = RATES[version][rate]
    return (144 if first else 72) * BITRATES[first][bits - 1] * 1000 // hertz + padding, (1152 if first else 576) / hertz


def _after_id3(content: bytes) -> int:
    """Where the frames begin: behind any number of ID3v2 tags and the zeros that fill them up."""
    at = 0
    while content[at:at + 3] == b"ID3" and len(content) > at + 10:
        size = 0
        for byte in content[at + 6:at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if content[at + 5] & 0x10 else 0)
    while at < len(content) and content[at] == 0:
        at += 1
    return at


def _before_tags(content: bytes) -> int:
    """Where the frames end: before ID3v1, APEv2 and Lyrics3, in whatever order they were added."""
    end = len(content)
    while True:
        if content[end - 128:end - 125] == b"TAG":
            end -= 128
        elif content[end - 32:end - 24] == b"APETAGEX":
            size, flags = int.from_bytes(content[end - 20:end - 16], "little"), int.from_bytes(content[end - 12:end - 8], "little")
            end -= min(end, size + (32 if flags & 0x80000000 else 0))
        elif content[end - 9:end] == b"LYRICS200" and content[end - 15:end - 9].isdigit():
            end -= min(end, int(content[end - 15:end - 9]) + 15)
        else:
            return end
