"""Who is who among the names of a text: mentions with their titles, grouped into persons over spellings, inflected forms and parts of a name."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from exhibit.story.anonymise import endings, name_lists, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import LANGUAGES, base, edge, tables
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import folded
from exhibit.story.anonymise.pseudonyms import people_of
from exhibit.story.anonymise.skeleton import alike, romanised, script

TABLE = "titles_said.toml"
_NEEDED = frozenset({"before", "after", "article", "me"})
_WOMAN = re.compile(r"(?:ova|eva|ina|kyzy|vna|wna|mati|kumari|devi|maya|begam|khatun|bibi)$")
_MAN = re.compile(r"(?:ov|ev|in|uulu|vich|vych|bahadur|prasad|kumar|singh|sinh|din)$")
_BY_VOWEL = frozenset({"es", "pt"})
_SHE_HE = {"en": (r"\b(?:she|her)\b", r"\b(?:he|his|him)\b"), "nl": (r"\b(?:zij|ze|haar)\b", r"\b(?:hij|zijn|hem)\b"), "fr": (r"\belle\b", r"\bil\b"), "es": (r"\bella\b", r"\bél\b"), "pt": (r"\bela\b", r"\bele\b")}


@dataclass(frozen=True, slots=True)
class Title:
    """A row of titles_said.toml; `how` is keep or role."""

    pattern: re.Pattern[str]
    gender: str
    how: str
    first: str
    again: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `title` and `title_text` as written (`follows`: after the name, `outside`: not part of the find), its `names` without ending, and what was cut off."""

    find: Find
    names: tuple[str, ...]
    particle: str = ""
    ending: str = ""
    title: Title | None = None
    title_text: str = ""
    follows: bool = False
    outside: bool = False


@dataclass(slots=True)
class Person:
    """Whoever several mentions speak of."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    gender: str = ""
    narrates: bool = False

    def full_name(self, language: str) -> str:
        """The longest name the text has, in its base form."""
        names = max((mention.names for mention in self.mentions), key=len)
        if base(language) in slavic.LANGUAGES:
            forms = [slavic.base_form(name, base(language), self.gender) for name in names]
            names = tuple(form.capitalize() if name[:1].isupper() else form for form, name in zip(forms, names, strict=True))
        return " ".join(names)

    @property
    def role(self) -> Title | None:
        """The role that stands for this person, if a title tells one; the narrator has none."""
        return None if self.narrates else next((mention.title for mention in self.mentions if mention.title and mention.title.how == "role"), None)


@cache
def titles(language: str, where: str) -> tuple[Title, ...]:
    """Titles "before" or "after" a name. Raises ValueError for a row that is not complete."""
    rows = tables(TABLE, _NEEDED)[language][where]
    for row in rows:
        if len(row) != 5 or row[2] not in ("keep", "role") or (row[2] == "role") != bool(row[3]):
            raise ValueError(f"{TABLE} [{language}] {where}: {row} is not complete")
    return tuple(Title(re.compile(row[0], re.I), row[1], row[2], row[3], row[4]) for row in rows)


@cache
def _introduces(language: str) -> re.Pattern[str]:
    words = tables(TABLE, _NEEDED)[language]["me"]
    return re.compile(rf"{edge(language)}(?:{words}),?\s*[«“\"]?$", re.I)


def mentions(text: str, language: str, finds: Iterable[Find]) -> list[Mention]:
    """Each find of a name, read: its title, its names in their base form, its ending."""
    names = [find for find in finds if find.kind == "NAME"]
    known = frozenset(word for find in names for word in re.split(r"\s+", find.text.strip()))
    if base(language) == "ar":
        known |= {word[1:] for word in known if word[0] in "بلكفو" and not name_lists.parts(folded(word)) and name_lists.parts(folded(word[1:]))}
    return [_mention(text, base(language), find, known) for find in names]


def _mention(text: str, language: str, find: Find, known: frozenset[str]) -> Mention:
    if language not in LANGUAGES:
        return Mention(find, tuple(find.text.split()))
    words = find.text.strip("«»“”\"'’ ").split()
    if len(words) == 1 and (hyphen := words[0].rfind("-")) > 0 and any(title.pattern.fullmatch(words[0][hyphen + 1:]) for title in titles(language, "after")):
        words = [words[0][:hyphen], words[0][hyphen + 1:]]
    title, title_text, words = _title_before(language, " ".join(words))
    follows = False
    particle = ending = ""
    if title is None and len(words) > 1 or title is not None and len(words) > 1:
        after, after_text, left, ending = _title_after(language, words)
        if after is not None:
            follows = title is None
            title, title_text, words = title or after, after_text if title is None else title_text + " " + after_text, left
    outside = title is None
    if title is None:
        title, title_text = _title_outside(text, language, find)
        outside = title is not None
    if words and not ending:
        particle, first, last_ending = endings.cut(words[-1], language, known) if len(words) == 1 else ("", words[-1], endings.cut(words[-1], language, known)[2])
        if len(words) == 1:
            words, ending = [first], last_ending
        else:
            words[-1] = endings.cut(words[-1], language, known)[1]
            ending = last_ending
            particle, words[0], _ = endings.cut(words[0], language, known) if language == "ar" else ("", words[0], "")
    return Mention(find, tuple(words), particle, ending, title, title_text, follows, outside)


def _title_before(language: str, name: str) -> tuple[Title | None, str, list[str]]:
    glued = r"\s*" if language == "lo" else r"\s+"
    article = tables(TABLE, _NEEDED)[language]["article"]
    for title in titles(language, "before"):
        found = re.match(rf"(?:{article})?({title.pattern.pattern}){glued}(?=\S)" if article else rf"({title.pattern.pattern}){glued}(?=\S)", name, re.I)
        if found and name[found.end():].strip():
            written = name[:found.end()].rstrip() if title.how == "keep" else found.group(1)
            return title, written, name[found.end():].split()
    words = name.split()
    return None, "", words[1:] if len(words) > 1 and article and re.fullmatch(article, words[0] + " ") else words


def _title_after(language: str, words: Sequence[str]) -> tuple[Title | None, str, list[str], str]:
    _, bare, ending = endings.cut(words[-1], language, frozenset(), sure=language == "ne" and len(words[-1]) > 3)
    for title in titles(language, "after"):
        for written, cut in ((bare, ending), (words[-1], "")):
            if title.pattern.fullmatch(written):
                return title, written, list(words[:-1]), cut
    return None, "", list(words), ""


def _title_outside(text: str, language: str, find: Find) -> tuple[Title | None, str]:
    """A title that the find left out, directly before it: it stays where it is."""
    if language == "lo":
        ahead = text[max(0, find.start - 20):find.start]
        return next(((title, found.group(1)) for title in titles(language, "before") if (found := re.search(rf"({title.pattern.pattern})$", ahead))), (None, ""))
    before = re.search(r"([^\W\d_]+\.?) $", text[max(0, find.start - 20):find.start])
    if before:
        for title in titles(language, "before"):
            if title.pattern.fullmatch(before.group(1)):
                return title, before.group(1)
    return None, ""


def persons(text: str, language: str, found: Sequence[Mention]) -> list[Person]:
    """Mentions of one person together. The longest names are read first, so that a given name alone joins the full one."""
    people: list[Person] = []
    for mention in sorted(found, key=lambda m: (-len(m.names), m.find.start)):
        person = next((person for person in people if same(person.names, mention.names, base(language))), None)
        if person is None:
            person = Person()
            people.append(person)
        person.mentions.append(mention)
        person.names += [name for name in mention.names if name not in person.names]
        person.narrates = person.narrates or (mention.ending in ("", "me") and narrates(text, language, mention.find))
    for person in people:
        person.mentions.sort(key=lambda mention: mention.find.start)
        person.gender = gender(text, language, person)
    return sorted(people, key=lambda person: person.mentions[0].find.start)


def narrates(text: str, language: str, find: Find) -> bool:
    """Does the text say here that this is the name of who speaks?"""
    return base(language) in LANGUAGES and bool(_introduces(base(language)).search(text[max(0, find.start - 30):find.start].replace("’", "'")))


def same(known: Sequence[str], names: Sequence[str], language: str = "") -> bool:
    """Can these be names of one person? Each of the fewer names must be one of the others."""
    fewer, more = sorted((list(known), list(names)), key=len)
    return bool(fewer) and all(any(one_name(one, other, language) for other in more) for one in fewer)


def one_name(one: str, other: str, language: str = "") -> bool:
    """Two words for one name: equal, alike, or forms of one word."""
    if folded(one) == folded(other):
        return True
    if language in slavic.LANGUAGES and {script(one), script(other)} == {"CYRILLIC"}:
        return slavic.base_form(one, language) == slavic.base_form(other, language) or alike(one, other)
    return alike(one, other)


def gender(text: str, language: str, person: Person) -> str:
    """woman, man or nothing: by title, by the names themselves, by what the sentence says of the person."""
    language = base(language)
    by_title = next((mention.title.gender for mention in person.mentions if mention.title and mention.title.gender), "")
    return by_title or person.narrates and _of_oneself(text, language) or _by_names(person.names, language) or _by_sentence(text, language, person.mentions)


def _of_oneself(text: str, language: str) -> str:
    """What whoever speaks says of herself or himself: the past tense after "я", "née", رہی ہوں."""
    if language in slavic.LANGUAGES:
        verbs = (word for run in re.findall(r"\b[яЯ]\s((?:[\w'’-]+\s?){1,3})", text) for word in run.split())
        return next((told for word in verbs if (told := slavic.gender_of_verb(word, language))), "")
    row = tables(TABLE, _NEEDED)[language] if language in LANGUAGES else {}
    said = [who for name, who in (("she", "woman"), ("he", "man")) if name in row and re.search(rf"(?<!\w)(?:{row[name]})(?!\w)", text.replace("’", "'"), re.I)]
    return said[0] if len(said) == 1 else ""


def _by_names(names: Sequence[str], language: str) -> str:
    if language in slavic.LANGUAGES:
        found = next((told for name in names if (told := slavic.gender_of(name, language))), "")
        if found:
            return found
    for name in names:
        part = name_lists.listed(folded(name)) & (Part.WOMAN | Part.MAN)
        if part in (Part.WOMAN, Part.MAN):
            return "woman" if part is Part.WOMAN else "man"
    for name in names:
        spelt = romanised(name)
        if len(names) > 1 and name != names[0] or script(name) in {"DEVANAGARI", "ARABIC"}:
            if _WOMAN.search(spelt):
                return "woman"
            if _MAN.search(spelt) and script(name) in {"CYRILLIC", "DEVANAGARI"}:
                return "man"
    first = names[0] if names else ""
    if first.endswith(("ة", "ہ", "اء")) or romanised(first) in ("um", "umm", "oum"):
        return "woman"
    if romanised(first) in ("abu", "abou", "abi"):
        return "man"
    return {"a": "woman", "o": "man"}.get(folded(first)[-1:], "") if language in _BY_VOWEL and people_of(" ".join(names), language) == "west" else ""


def _by_sentence(text: str, language: str, found: Sequence[Mention]) -> str:
    """The first past tense (Ukrainian, Russian) or pronoun after a mention."""
    for mention in found:
        after = re.split(r"[.!?]", text[mention.find.end:mention.find.end + 120])[0]
        if language in slavic.LANGUAGES:
            for word in re.findall(r"\w+", after)[:6]:
                told = slavic.gender_of_verb(word, language)
                if told:
                    return told
        elif language in _SHE_HE:
            places = [(m.start(), who) for pattern, who in zip(_SHE_HE[language], ("woman", "man"), strict=True) if (m := re.search(pattern, after, re.I))]
            if places:
                return min(places)[1]
    return ""
