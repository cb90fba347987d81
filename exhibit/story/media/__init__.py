"""Sound and film files: looked through to the last byte, taken apart, put together again without anything that was written into them besides.

`clean(content)` gives what may be kept. Formats a phone's browser plays by itself: MP3, M4A, Ogg (Opus, Vorbis), WAV; MP4 and WebM for film.
"""
from __future__ import annotations

import struct
from collections.abc import Callable

from exhibit.story.media import mp3, mp4, ogg, wav, webm
from exhibit.story.media.found import FILM, SOUND, Clean, NotPlayable, damaged

FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Clean]], ...] = tuple((form.looks_like, form.clean) for form in (wav, ogg, webm, mp4, mp3))  # mp3 last: it alone has no mark at its beginning that cannot be something else
KNOWN = "MP3, M4A, Ogg or WAV for sound, MP4 or WebM for film"


def clean(content: bytes) -> Clean:
    """The file without its tags, its kind and its length. Raises NotPlayable with a sentence for whoever sends it."""
    for looks_like, without_tags in FORMATS:
        if looks_like(content):
            try:
                return without_tags(content)
            except (struct.error, IndexError) as short:  # a part that is shorter than its standard says
                raise damaged("sound or film") from short
    raise NotPlayable(f"This is no recording that can be played everywhere: send {KNOWN}.")


__all__ = ["FILM", "KNOWN", "SOUND", "Clean", "NotPlayable", "clean"]
