"""Plain text: UTF-8, or UTF-16 that says so."""
from __future__ import annotations

from exhibit.actions.documents.written import Written
from exhibit.errors import WrongUse

MOST_BYTES = 800_000  # UTF-16 and scripts outside Latin need up to four bytes a letter


def read(content: bytes, name: str) -> Written:
    """Raises WrongUse for what is no text, with the way out."""
    if len(content) > MOST_BYTES:
        raise WrongUse(f"{name} is {len(content) // 1000} kB large; the most is {MOST_BYTES // 1000} kB. Nothing was kept.")
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise WrongUse(f"{name} is not in UTF-8 (byte {error.start + 1} cannot be read). Save it again as “Plain text, UTF-8”.") from error
    if "\0" in text:
        raise WrongUse(f"{name} holds bytes that no plain text has, as a program file does. Save it again as “Plain text, UTF-8”.")
    return Written(text, "TXT", {})
