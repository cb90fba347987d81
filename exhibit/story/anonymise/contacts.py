"""Telephone numbers, e-mail addresses, links and accounts on the net."""
from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

REGIONS = (None, "BE", "FR", "NL", "BY", "BR", "CO", "EG", "KG", "LA", "ML", "MA", "NP", "NE", "PK", "ZA", "UA", "RU", "ES", "GB", "DE", "IT", "SA")
"""Where a number written without its country's code may belong; None reads those with one."""
_ENOUGH_DIGITS = re.compile(r"(?:\d[\s\-/.()\u2011]{0,3}){6,}\d")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_AT = r"(?:@|\s?[\[(](?:at|à|a|chez|em|en|arroba|arobase|arobas|apenstaartje|собака|собачка|равлик|эт|ат|ет|آت|ات|ایٹ|एट)[\])]\s?)"
_EMAIL = re.compile(rf"[\w.+'-]{{1,64}}{_AT}[\w-]+(?:(?:\.|\s?[\[(](?:dot|punt|point|punto|ponto|точка|крапка|чекит|نقطة|دوت|ڈاٹ|डट)[\])]\s?)[\w-]+)+")
_LINK = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|(?<![\w@])[\w-]{2,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|eu|be|fr|nl|ua|ru|by|kg|br|co|eg|la|ml|ma|np|ne|pk|za|es|pt|me|info)(?:/\S*)?\b"
    r"|(?<![\w@.])@\w[\w.]{2,}", re.I)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Numbers that can be dialled somewhere (numbering plans of the `phonenumbers` library); a date is none."""
    if not _ENOUGH_DIGITS.search(text):
        return
    dates = [found.span() for found in _DATE.finditer(text)]
    for region in REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            if not any(start <= match.start and match.end <= end for start, end in dates):
                yield match.start, match.end


def emails(text: str) -> Iterator[tuple[int, int]]:
    """With the sign, or with it written in words as people do to hide it from machines."""
    return (found.span() for found in _EMAIL.finditer(text))


def links(text: str) -> Iterator[tuple[int, int]]:
    """Addresses of pages, and account names with their sign in front."""
    for found in _LINK.finditer(text):
        yield found.start(), found.start() + len(found.group().rstrip(".,;:!?)»”"))
