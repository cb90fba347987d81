"""Reads a story with all finders. Each finder is a row: its name to the curator and what it looks for."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from exhibit.story.anonymise import (
    accounts,
    ages,
    amounts,
    announced,
    bodies_arabic,
    bodies_beside,
    bodies_bold,
    bodies_nepali,
    bodies_urdu,
    codes,
    contacts,
    dialled,
    festivals,
    first_names,
    houses,
    houses_arabic,
    lao,
    lao_bold,
    names,
    names_beside,
    names_bold,
    names_cyrillic,
    names_in_rows,
    nepali,
    organisations,
    organisations_forms,
    organisations_known,
    organisations_kyrgyz,
    organisations_large,
    organisations_plain,
    organisations_said,
    organisations_small,
    organisations_wide,
    people,
    people_arabic,
    people_lao,
    people_nepali,
    people_urdu,
    places,
    places_beside,
    places_lao,
    places_small,
    places_urdu,
    rampart,
    russian,
    shapes,
    spelled,
    street_addresses,
    streets_abroad,
    times,
    traits,
    written_sums,
)
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.lines import on_line
from exhibit.story.anonymise.merge import WEIGHED, Candidate, Heard, merged
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.remembered import for_one_text
from exhibit.story.anonymise.weighing import weighed

Finder = Callable[[Passage], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class Voice:
    """One finder: `code` in files, `shown` to the curator."""

    code: str
    shown: str
    find: Finder


def _of_form(kind: str, finder: Callable[[str], Iterator[tuple[int, int]]], confidence: float = 0.95) -> Finder:
    """A finder of notes (rules of form over plain text) as one of stories."""
    return lambda passage: (Candidate(start, end, kind, confidence) for start, end in finder(passage.plain))


VOICES: tuple[Voice, ...] = (
    Voice("emails", "e-mail addresses", _of_form("EMAIL", contacts.emails)),
    Voice("links", "links and accounts", _of_form("LINK", contacts.links)),
    Voice("accounts", "accounts by the name of their network", accounts.accounts),
    Voice("phones", "telephone numbers", dialled.dialled),
    Voice("papers", "numbers of papers", codes.codes),
    Voice("numbers-announced", "numbers beside a word that announces them", announced.announced),
    Voice("numbers-dictated", "telephone and other numbers in words", spelled.numbers_in_words),
    Voice("numbered-in-words", "rooms and houses whose number is said in words", spelled.numbered_in_words),
    Voice("emails-in-words", "e-mail addresses said in words", spelled.emails_in_words),
    Voice("numbers-by-shape", "numbers of papers by their shape", shapes.shapes),
    Voice("streets", "street addresses", street_addresses.street_addresses),
    Voice("streets-abroad", "streets, houses and flats", streets_abroad.streets_abroad),
    Voice("houses", "houses, floors and flats with all their parts", houses.houses),
    Voice("houses-numbered", "names with the number of a house, post boxes and codes", houses.numbered_names),
    Voice("titles", "titles before names", _of_form("NAME", names.titled)),
    Voice("introductions", "“my name is”", _of_form("NAME", names.introduced)),
    Voice("pairs", "two capitals side by side", names_cyrillic.pairs),
    Voice("names", "lists of names", people.known_names),
    Voice("kinship", "titles and kinship beside names", people.titled),
    Voice("called", "what somebody is called", people.called),
    Voice("capitals", "capitals on unknown words", people.capitals),
    Voice("first-names", "names where a sentence begins", first_names.first_names),
    Voice("unknown", "words no dictionary knows", people.unknown),
    Voice("names-arabic", "names in Arabic and Urdu that are words too", people_arabic.names_in_arabic_script),
    Voice("names-in-rows", "names beside names and beside what people do", names_in_rows.names_in_rows),
    Voice("names-beside", "names in Arabic by the words beside them", names_beside.names_beside),
    Voice("names-bold", "names that are ordinary words too, and nicknames", names_bold.names_bold),
    Voice("names-urdu", "names in Urdu by where they stand", people_urdu.names_in_urdu),
    Voice("names-lao", "names in Lao", people_lao.lao_names),
    Voice("lao", "names composed as Lao names are, and words that stories do not use", lao.lao),
    Voice("lao-bold", "whatever is no word of Lao, nicknames, bodies and codes", lao_bold.lao_bold),
    Voice("nepali", "names, bodies and addresses in Nepali", nepali.nepali),
    Voice("names-nepali", "names in Nepali by where they stand", people_nepali.names_by_place),
    Voice("rampart", "the model Rampart", rampart.model_names),
    Voice("russian", "the model slovnet", russian.model_names),
    Voice("names-cyrillic", "initials, courtesies and names that are words, in Cyrillic", names_cyrillic.names_cyrillic),
    Voice("again", "names seen elsewhere in the text", people.again),
    Voice("dates", "dates and years", on_line(times.dates)),
    Voice("durations", "lengths of time", on_line(times.durations)),
    Voice("ages", "ages", on_line(ages.ages)),
    Voice("sums", "sums of money", on_line(amounts.sums)),
    Voice("sums-by-sign", "sums by a sign or short form", written_sums.written_sums),
    Voice("ages-in-forms", "ages behind the word for age", written_sums.ages_in_forms),
    Voice("counts", "counts", on_line(amounts.counts)),
    Voice("festivals", "feast days", on_line(festivals.festivals)),
    Voice("events", "rare events", on_line(traits.events)),
    Voice("traits", "marks, professions, ties, health and belief", on_line(traits.traits)),
    Voice("gazetteer", "names of places of a list", places.listed),
    Voice("place-words", "words for a place beside a name", places.announced),
    Voice("places-small", "places in texts without capitals", places_small.places_small),
    Voice("places-beside", "places in Arabic by the words beside them", places_beside.places_beside),
    Voice("places-lao", "places in Lao", places_lao.lao),
    Voice("places-urdu", "places in Urdu by their parts and neighbours", places_urdu.places_in_urdu),
    Voice("houses-urdu", "houses and flats in Urdu", places_urdu.houses_in_urdu),
    Voice("organisations", "words for a firm, school or vessel beside a name", organisations.named),
    Voice("organisations-large", "organisations by capitals, quotes or numbers", organisations_large.large),
    Voice("organisations-kyrgyz", "organisations in Kyrgyz, with their kind behind them", organisations_kyrgyz.bodies_in_kyrgyz),
    Voice("organisations-known", "chains, platforms and charities by name", organisations_known.known),
    Voice("organisations-forms", "organisations by quotes, legal forms and fields", organisations_forms.by_form),
    Voice("organisations-wide", "public bodies with their town, names with an article", organisations_wide.wide),
    Voice("bodies-arabic", "organisations and shops in Arabic and Urdu", bodies_arabic.bodies),
    Voice("bodies-bold", "bodies with ordinary words for a name", bodies_bold.bold_bodies),
    Voice("bodies-urdu", "organisations in Urdu with ordinary words for a name", bodies_urdu.bodies_in_urdu),
    Voice("bodies-nepali", "organisations and addresses in Nepali with ordinary words for a name", bodies_nepali.bodies_in_nepali),
    Voice("houses-arabic", "houses and streets in Arabic and Urdu", bodies_arabic.houses),
    Voice("addresses-arabic", "addresses in Arabic, part by part", houses_arabic.houses_arabic),
    Voice("bodies-beside", "organisations, vessels and forms in Arabic by the words beside them", bodies_beside.bodies_beside),
    Voice("organisations-small", "organisations in texts without capitals", organisations_small.small),
    Voice("organisations-said", "firms and vessels beside work and “called” in texts without capitals", organisations_said.said),
    Voice("organisations-plain", "organisations in scripts without capitals", organisations_plain.named_plainly),
)
SHOWN: dict[str, str] = {voice.code: voice.shown for voice in VOICES} | {WEIGHED: "all signs weighed together"}


@for_one_text
def read(text: str, language: str, agreed: Iterable[str] = ()) -> tuple[Find, ...]:
    """What in the text could lead to a person, in reading order, by all finders.

    `agreed`: pseudonyms and other words that are meant to stand there (the testimony's pseudonym); a find made of nothing else is none.
    """
    passage = Passage(text, language)
    heard = heard_by_rules(passage)
    heard += [Heard(candidate, WEIGHED) for candidate in weighed(passage, heard)]
    meant = frozenset(word.key for words in agreed for word in Passage(words, language).words)
    return tuple(find for find in merged(passage, heard) if not _is_meant(find, meant, language))


def heard_by_rules(passage: Passage) -> list[Heard]:
    """What each finder saw, before anything is weighed or merged."""
    return [Heard(candidate, voice.code) for voice in VOICES for candidate in voice.find(passage)]


def _is_meant(find: Find, meant: frozenset[str], language: str) -> bool:
    if find.kind not in ("NAME", "PLACE") or not meant:
        return False
    keys = {word.key for word in Passage(find.text, language).words} or {folded(find.text)}
    return keys <= meant
