"""Numbers of papers, files and cars: known by the word before them, or by their own form."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.words import alternatives

_NUMBER = r"(?:n[o°º]\.?|nr\.?|num(?:ber|éro|ero)?\.?|nummer|№|#|رقم|نمبر|नं\.?|नम्बर|ເລກທີ|:)"
_LED = re.compile(rf"(?<!\w)(?:{alternatives('papers')})(?:\s*{_NUMBER}){{0,2}}\s*[:#]?\s*((?=[\w/.-]*\d[\w/.-]*\d[\w/.-]*\d)[A-Z0-9\u0660-\u0669\u0966-\u096f][\w/.-]{{2,}}\w)", re.I)
_OWN_FORM = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}\s?\d{6,9}"  # most passports
    r"|\d{2}\.\d{2}\.\d{2}[-\s]\d{3}[.\s]\d{2}"  # Belgian national number
    r"|\d{5}-\d{7}-\d"  # Pakistan
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}"  # Brazil
    r"|[1-9]-[A-Z]{3}-\d{3}"  # Belgian plate
    r"|[A-Z]{2}-\d{3}-[A-Z]{2}"  # French plate
    r"|[A-ZА-ЯІ]{2}\s?\d{4}\s?[A-ZА-ЯІ]{2}"  # Ukrainian plate
    r"|\d{9,})(?![\w-])")


def identity_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Passport, identity, case, file and plate numbers; at least three figures after the word, so that "case 12" is none."""
    for found in _LED.finditer(text):
        yield found.span()
    for found in _OWN_FORM.finditer(text):
        yield found.span()
