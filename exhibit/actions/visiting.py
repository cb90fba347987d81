"""What a visitor's page shows, asked of the gate at the moment of use."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from exhibit.actions import recordings
from exhibit.actions.gate import page_decision
from exhibit.actions.helplines import EMERGENCY, current_numbers, dial
from exhibit.actions.onwards import Onwards, next_in_hall
from exhibit.actions.speaker import Speaker, granted, speaker, told_on_page, topics
from exhibit.consent.records import Decision, UseKind
from exhibit.consent.uses import PAGES
from exhibit.store import ledger, queries
from exhibit.store.tables import Copy, Exhibition, Helpline
from exhibit.story import labels
from exhibit.story.reading import Paragraph, minutes, paragraphs

EXIT = "https://www.weather.com/"  # where the exit leads when no exhibition has chosen a place
COUNTRY = "BE"  # whose help numbers are shown then
EXPERIENCE = {"TIP": "tip", "SOM": "som", "SOM_WITH_ABUSE": "som", "SOM_BECAME_TIP": "both"}
FORMS = {"": UseKind.QR_TARGET, "easy": UseKind.EASY_READ}  # forms of the page that show a text of their own -> what the gate is asked
RECORDED = {"AUDIO": "listen", "SIGN": "sign"}  # kinds of recordings -> the form they are offered as


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with the language it is written in, which may not be the page's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Help:
    """Telephone numbers: those that a named person verified lately, and the emergency number."""

    lines: tuple[Helpline, ...]
    emergency: str
    elsewhere: str = ""  # path of the page with the numbers of other countries, if an exhibition has one

    @staticmethod
    def dial(line: Helpline) -> str:
        """What a tap dials."""
        return dial(line.number, line.country)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on one page of a story; nothing else of the testimony leaves this room. `form`: "" for the story in its own words, "easy" in easy ones."""

    code: str
    form: str
    language: str
    languages: tuple[str, ...]  # in which this page can be read now
    fallback: str
    in_form: dict[str, tuple[str, ...]]  # form -> languages in which it can be had now
    quote: str
    speaker: Speaker
    text: str
    paragraphs: tuple[Paragraph, ...]
    minutes: int
    topics: tuple[str, ...]
    experience: str  # "tip", "som", "both" or "" when nobody knows
    composed: bool  # fictional, for demonstration
    palette: str
    next: Onwards | None
    exhibition: Phrase
    credits: tuple[Phrase, ...]
    disclaimer: Phrase
    exit_url: str
    help: Help
    valid_until: datetime

    @property
    def forms(self) -> tuple[str, ...]:
        """What there is of this story in this language now, in the order in which it is offered."""
        return tuple(form for form, languages in self.in_form.items() if self.language in languages)

    @property
    def topics_in_words(self) -> tuple[str, ...]:
        """What the story touches on, in the language of the page's words."""
        return tuple(labels.label(labels.words_language(self.language), f"topic_{topic}") for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Hall:
    """What a visitor sees of the exhibition itself, without any story. `name` is None when there is no exhibition."""

    name: Phrase | None
    theme: str
    place: str
    starts_on: date | None
    ends_on: date | None
    credits: tuple[Phrase, ...]
    disclaimer: Phrase
    exit_url: str
    help: Help


def midnight_after(now: datetime) -> datetime:
    """The next 00:00 UTC: help numbers, permissions and exhibitions begin and end with a day, so no page is kept longer."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time.min, UTC)


def open_languages(copy: Copy, now: datetime, kind: str = UseKind.QR_TARGET) -> dict[str, Decision]:
    """Languages in which this page of the story may be shown now, with the gate's yes."""
    testimony = copy.cutout.testimony
    answers = {code: page_decision(testimony, code, now, kind, copy.cutout.exhibition.country) for code in testimony.languages(PAGES[kind])}
    return {code: answer for code, answer in answers.items() if answer.allowed}


def story_page(code: str, wanted: Sequence[str], now: datetime, form: str = "") -> StoryPage | None:
    """The page behind a code in the best of the wanted languages; None whatever the reason it may not be shown.

    A code that does not exist costs the same work as one that does: the nearest copy is looked up and put to the gate in
    its place, so that the time of an answer does not tell a withdrawn story from a mistyped code.
    """
    copy = queries.nearest_copy(code)
    readable = _readable(copy, now) if copy and not ledger.restored() else {}  # asked here too: a story without words must cost the same
    if copy is None or copy.code != code.upper() or not readable.get(form):
        return None
    shown = readable[form]
    fallback = copy.cutout.language if copy.cutout.language in shown else next(iter(shown))
    return _page(copy, form, labels.choose(wanted, tuple(shown), fallback), fallback, readable, now)


def _readable(copy: Copy, now: datetime) -> dict[str, dict[str, Decision]]:
    """Form -> language -> the gate's yes. A story in easy words is offered beside the story, never without it."""
    story, easy = (open_languages(copy, now, kind) for kind in FORMS.values())
    return {"": story, "easy": {language: answer for language, answer in easy.items() if language in story}}


def _page(copy: Copy, form: str, language: str, fallback: str, readable: dict[str, dict[str, Decision]], now: datetime) -> StoryPage:
    testimony, exhibition, kind = copy.cutout.testimony, copy.cutout.exhibition, PAGES[FORMS[form]]
    text, quote = testimony.approved(kind, language).body, testimony.approved("QUOTE", language)
    allowed, told = granted(testimony, readable[form][language]), told_on_page(testimony, language, kind)
    beside = next_in_hall(copy.cutout, (language, *readable[form]), now)
    recorded = _recorded(copy, readable[""], now)
    answers = [answer for by_language in (*readable.values(), *recorded.values()) for answer in by_language.values()]
    ends = [answer.valid_until for answer in answers] + [beside.until if beside else None]
    return StoryPage(
        code=copy.code, form=form, language=language, languages=tuple(readable[form]), fallback=fallback, in_form=_in_form(readable, recorded),
        quote=quote.body if quote else "", speaker=speaker(testimony, language, allowed, told),
        text=text, paragraphs=paragraphs(text, language), minutes=minutes(text), topics=topics(testimony, allowed, told),
        experience=EXPERIENCE.get(testimony.experience_type, ""), composed=bool(testimony.attributes.get("composed")), palette=copy.cutout.palette, next=beside,
        exhibition=_in_language(exhibition.name, language), credits=_credits(exhibition), disclaimer=_in_language(exhibition.disclaimer, language),
        exit_url=exhibition.exit_url, help=help_in(exhibition.country, now, exhibition.slug), valid_until=min([midnight_after(now), *(end for end in ends if end)]))


def _recorded(copy: Copy, story: dict[str, Decision], now: datetime) -> dict[str, dict[str, Decision]]:
    """Form -> language of the text -> the gate's yes to what may be heard or seen of it now."""
    found: dict[str, dict[str, Decision]] = {form: {} for form in RECORDED.values()}
    for language in story:
        for one in recordings.offered(copy.cutout.testimony, language, now, copy.cutout.exhibition.country):
            found[RECORDED[one.recording.kind]][language] = one.decision
    return found


def _in_form(readable: dict[str, dict[str, Decision]], recorded: dict[str, dict[str, Decision]]) -> dict[str, tuple[str, ...]]:
    """The plain transcript and the large print are made from the approved text itself, so they are there where the page is."""
    story = tuple(readable[""])
    return {"": story, "easy": tuple(readable["easy"]), "text": story, "large": story, **{form: tuple(by_language) for form, by_language in recorded.items()}}


def _in_language(texts: dict[str, str], language: str) -> Phrase:
    """The text in the language, else in English, else in any."""
    found = next((code for code in (language, labels.FALLBACK, *texts) if texts.get(code)), language)
    return Phrase(texts.get(found, ""), found)


def _credits(exhibition: Exhibition) -> tuple[Phrase, ...]:
    """Credit lines are typed once, in the exhibition's first language."""
    return tuple(Phrase(line, exhibition.languages[0]) for line in exhibition.credits)


def closed_hall(language: str) -> Hall:
    """What can be said when nothing can be looked up: the way out and the emergency number."""
    return Hall(None, "", "", None, None, (), Phrase("", language), EXIT, Help((), EMERGENCY[COUNTRY]))


def hall(language: str, now: datetime) -> Hall:
    """The exhibition running now; also the one whose help and exit the neutral page uses, the same for every code."""
    shown = queries.exhibitions()
    running = next((e for e in shown if e.starts_on <= now.date() <= e.ends_on), shown[0] if shown else None)
    if running is None:
        return Hall(None, "", "", None, None, (), Phrase("", language), EXIT, help_in(COUNTRY, now))
    return Hall(
        name=_in_language(running.name, language), theme=running.theme, place=", ".join(part for part in (running.venue, running.city) if part),
        starts_on=running.starts_on, ends_on=running.ends_on, credits=_credits(running), disclaimer=_in_language(running.disclaimer, language),
        exit_url=running.exit_url, help=help_in(running.country, now, running.slug))


def help_in(country: str, now: datetime, slug: str = "") -> Help:
    """Help in the event's country: the visitor is there, not where the story began."""
    return Help(*current_numbers(country, now.date()), f"/e/{slug}/help" if slug else "")
