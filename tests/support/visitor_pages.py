"""Every kind of page a visitor can open, in every language of the audits: where it is, and with which status it answers."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from exhibit.actions import kiosk
from exhibit.actions.visiting import open_languages, story_page
from exhibit.store import queries

AUDITED = ("en", "fr", "nl", "ar", "ur", "lo", "ne")
SITE = ("figures", "countries", "about", "campaign", "help", "kiosk")
OWN_FORMS = ("easy", "listen", "sign")  # pages of one story beside its first; the plain text and the large print are files
UNKNOWN = "ZZZZZZ"


@dataclass(frozen=True, slots=True)
class VisitorPage:
    kind: str
    language: str
    path: str
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.language}"


def visitor_pages(slug: str = "demo") -> list[VisitorPage]:
    """Pages of the demo, by kind and language. A form that no story has in a language is not there to be looked at."""
    found = {}
    for cutout in queries.cutouts(queries.exhibition(slug)):
        for page in _of_one(cutout.copies[0], datetime.now(UTC)):
            found.setdefault((page.kind, page.language), page)
    for language in AUDITED:
        for kind, path, status in [("home", f"/e/{slug}/{language}", 200), *((name, f"/e/{slug}/{name}/{language}", 200) for name in SITE),
                                   ("neutral", f"/{UNKNOWN}/{language}", 404), ("card", f"/card?language={language}", 200)]:
            found[kind, language] = VisitorPage(kind, language, path, status)
    return list(found.values())


def _of_one(copy, now: datetime):
    """The pages of one story, in the audited languages in which it may be shown."""
    screen = kiosk.screen_of(copy.code, now)
    for language in open_languages(copy, now):
        if language not in AUDITED:
            continue
        story, root = story_page(copy.code, (language,), now), f"/{copy.code}/{language}"
        yield VisitorPage("story", language, root)
        yield VisitorPage("stop", language, f"{root}/stop")
        if screen and copy.code in screen.codes.get(language, ()):
            yield VisitorPage("kiosk story", language, f"{root}/kiosk")
        yield from (VisitorPage(form, language, f"{root}/{form}") for form in story.forms if form in OWN_FORMS)


def in_turn(pages: list[VisitorPage]) -> list[VisitorPage]:
    """The story in every language, every other kind in one, another for each: all kinds and all languages occur."""
    chosen = [page for page in pages if page.kind == "story"]
    for at, kind in enumerate(dict.fromkeys(page.kind for page in pages if page.kind != "story")):
        there = {page.language: page for page in pages if page.kind == kind}
        order = [AUDITED[(at + step) % len(AUDITED)] for step in range(len(AUDITED))]
        chosen.append(next(there[language] for language in order if language in there))
    return chosen
