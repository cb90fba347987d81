"""What a visitor asked for, read off the request without the framework: an address, and the languages of the phone."""
from __future__ import annotations

import re
from functools import lru_cache

HOME, NEUTRAL = "/", ""  # addresses of the two pages that belong to no code
SHAPE = re.compile(r"/([0-9A-Za-z]{6})(?:/([A-Za-z]{2,3}))?/?")
QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
LONGEST = 200  # characters of Accept-Language worth reading; a phone sends about 40


def read_path(path: str) -> tuple[str, str] | None:
    """(address, language or ""): "/abc234/AR/" is ("ABC234", "ar"). None for what cannot be a visitor's page."""
    if path == "/":
        return HOME, ""
    found = SHAPE.fullmatch(path)
    return (found[1].upper(), (found[2] or "").lower()) if found else None


def wanted(environ: dict, language: str = "") -> tuple[str, ...]:
    """Languages in order of wish: the one in the address, then the phone's."""
    phone = phone_languages(environ.get("HTTP_ACCEPT_LANGUAGE", "")[:LONGEST])
    return (language, *phone) if language else phone


@lru_cache(maxsize=1_000)
def phone_languages(header: str) -> tuple[str, ...]:
    """Plain language codes of an Accept-Language header, best first: "ar-MA,fr;q=0.8" is ("ar", "fr")."""
    weighted = []
    for position, part in enumerate(header.split(",")):
        tag, _, weight = part.partition(";")
        code = tag.strip().split("-")[0].lower()
        quality = _quality(weight)
        if code.isalpha() and code.isascii() and len(code) <= 3 and quality > 0:
            weighted.append((-quality, position, code))
    return tuple(dict.fromkeys(code for _, _, code in sorted(weighted)))


def _quality(text: str) -> float:
    """RFC 9110 12.4.2; what cannot be read counts as least wanted, not as first."""
    if not text.strip():
        return 1.0
    found = QUALITY.fullmatch(text.strip())
    return float(found[1]) if found else 0.001
