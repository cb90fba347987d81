"""Street addresses: the word for a street with a name or a house number beside it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.words import alternatives

_NAME = r"[^\W\d_][\w’'.-]*"
_SHORT = _NAME[:-1] + "{0,60}"  # a word without end would be read again from each of its letters
_LINK = r"(?:(?:of|de|du|des|de la|de l’|de l'|la|le|los|las|van|van de|van den|der|do|da|dos|das|el|al)\s+)?"
_HOUSE = r"\d{1,4}\s?[a-zA-Z]?"
_FORMS = (
    rf"(?<!\w){_HOUSE},?\s+(?:(?!(?:of|the|in|at|on|to|and|for)\b){_NAME}\s+){{1,3}}(?:{alternatives('street_after')})(?!\w)",  # 12 Long Lane
    rf"(?<!\w)(?:{alternatives('street_after')})\s+{_HOUSE}(?!\w)",
    rf"(?<!\w){_SHORT}(?:{alternatives('street_glued')})\s+{_HOUSE}(?!\w)",  # Nieuwstraat 12
    rf"(?<!\w)(?:{alternatives('street_before')})\s+{_LINK}(?-i:[^\W\d_a-zß-öø-ÿа-яёіїєґў]){_NAME}?(?:\s+{_NAME})?(?:,?\s+{_HOUSE})?(?!\w)",  # rue Haute 4, شارع النيل
    rf"(?<!\w)(?:{alternatives('house')})\s*[:#]?\s*\d{{1,4}}(?!\w)",  # flat 12
)
_STREETS = tuple(re.compile(form, re.I) for form in _FORMS)


def streets(text: str) -> Iterator[tuple[int, int]]:
    """A street by its name or a house by its number. A street without a name ("the street") is none."""
    return (found.span() for form in _STREETS for found in form.finditer(text))
