"""What a visitor asked for, read off the request without the framework: which page, in which form, language and look."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

HOME, NEUTRAL, WAIT = "/", "", "!"  # what three pages are kept under that belong to no code; the last two no visitor can ask for
A_STORY = re.compile(r"/[0-9A-Z]{6}")  # what a story's own page is kept under
FORMS = ("easy", "text", "large", "listen", "sign", "sound", "film", "stop", "kiosk")  # what there may be of a story beside its page
LOOKS = ("large", "contrast", "spaced", "dark")  # what a visitor may change about how a page looks, in the order an address names them
STORY = re.compile(rf"/([0-9A-Za-z]{{6}})(?:/([A-Za-z]{{2,3}})(?:/({'|'.join(FORMS)}))?)?/?")
SITE = re.compile(r"/e/([a-z0-9-]{1,40})(?:/([a-z]{4,20}))?(?:/([A-Za-z]{2,3}))?/?")  # an exhibition, one of its pages (four letters and more), a language
QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
LONGEST_PATH = 80  # characters; the longest page of an exhibition has 68
LONGEST = 200  # characters of Accept-Language or of a query worth reading; a phone sends about 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One page as asked for. `address` is what it is kept under: the same for every language and look of it."""

    address: str
    language: str = ""
    look: str = ""  # "" or names of LOOKS in order, joined by a dot: "large.dark"


def read_path(path: str, query: str = "") -> Asked | None:
    """"/abc234/AR/easy/" is Asked("/ABC234/easy", "ar"); "/e/demo/figures/fr" is Asked("/e/demo/figures", "fr"). None for what cannot be a visitor's page."""
    return _read(path, query[:LONGEST]) if len(path) <= LONGEST_PATH else None


@lru_cache(maxsize=2_000)
def _read(path: str, query: str) -> Asked | None:
    if path == "/":
        return Asked(HOME, "", read_look(query))
    found = STORY.fullmatch(path)
    if found:
        form = f"/{found[3]}" if found[3] else ""
        return Asked(f"/{found[1].upper()}{form}", (found[2] or "").lower(), read_look(query))
    found = SITE.fullmatch(path)
    if found:
        page = f"/{found[2]}" if found[2] else ""
        return Asked(f"/e/{found[1]}{page}", (found[3] or "").lower(), read_look(query))
    return None


@lru_cache(maxsize=200)
def read_look(query: str) -> str:
    """The look in a query string, in one spelling: "look=dark.large.purple" is "large.dark". Anything else in it is not read."""
    for part in query[:LONGEST].split("&"):
        name, _, value = part.partition("=")
        if name == "look":
            return look_of(value.split("."))
    return ""


def look_of(names: list[str] | tuple[str, ...]) -> str:
    """The known names among these, in the one order in which addresses spell them."""
    return ".".join(name for name in LOOKS if name in names)


def wanted(accept_language: str, language: str = "") -> tuple[str, ...]:
    """Languages in order of wish: the one in the address, then the phone's."""
    phone = phone_languages(accept_language[:LONGEST])
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
