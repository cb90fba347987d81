"""Words that are meant to stand in a text: pseudonyms. No find is made of them, so nobody alone may turn a real name into one.

Reading a text loads the finders, so they are imported when a text is read.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from exhibit.errors import Refused
from exhibit.store import anonymity_reviews
from exhibit.store import worksheets as found_by
from exhibit.store.tables import StoryVersion, Testimony
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.kinds import Severity

IN_SOURCE = "The pseudonym stands in a source of this person, where it may be somebody's real name."
CHOOSE_ANOTHER = "Choose another pseudonym: “Change the facts” on the page of the testimony."


def agreed_words(testimony: Testimony) -> tuple[str, ...]:
    """The testimony's pseudonym and what its key puts in the place of other words."""
    return testimony.pseudonym, *anonymity_reviews.replacements(testimony)


def check_pseudonym(testimony: Testimony, words: str, is_name: bool = True) -> None:
    """Raises Refused where a word of it may be somebody's real name: it is one in the testimony's key, it stands in a source that is kept, or it is found in
    a newest text and was not agreed before. `is_name`: of words for a place or an organisation only names that are found in a source count."""
    own = _keys([testimony.pseudonym])
    doubtful = own if testimony.pseudonym_in_source else set()  # a source in which it stood may be gone by now
    wanted = _keys([words]) - (own - doubtful)
    if not wanted:
        return
    names = _keys(row.original for row in found_by.names(testimony) if row.kind == "NAME") | doubtful
    if wanted & names or any(_stands_in(source, language, wanted, is_name) for source, language in _sources(testimony)):
        raise Refused("A word of this pseudonym stands in a source text, where it may be somebody's real name. Choose another one; nothing was changed.")
    fresh = wanted - _keys(agreed_words(testimony))
    if fresh and any(_is_one_of(find, version.language, fresh) for version in _newest(testimony) for find in _alone(version)):
        raise Refused("A word of this pseudonym stands in a text of this person, where nobody has agreed that it is no real name. "
                      "Choose another one, or put other words there first; nothing was changed.")


def is_in_source(pseudonym: str, source: str, language: str, finds: Iterable[Find] | None = None) -> bool:
    """Does a word of this pseudonym stand in this source as a name may, in whatever script? `finds`: what the finders saw in it, where it has been read. Takes about a second for 2,000 words."""
    return _stands_in(source, language, _names_in(pseudonym), finds=finds)


def refuse_while_in_source(testimony: Testimony, what: str) -> None:
    """Raises Refused while the person's pseudonym may be somebody's real name. `what`: what was not done, as a sentence."""
    if testimony.pseudonym_in_source:
        raise Refused(f"{IN_SOURCE} {what} {CHOOSE_ANOTHER}")


def texts_with(testimony: Testimony, words: str) -> list[StoryVersion]:
    """The newest version of each text in which a word of this pseudonym stands."""
    wanted = _names_in(words)
    return [version for version in _newest(testimony) if _holds_word(version.body, version.language, wanted)]


def meant_in(version: StoryVersion) -> tuple[str, ...]:
    """Words of the text that count as meant to stand there, as they are written, each once, neighbours together."""
    from exhibit.story.anonymise.passage import Passage

    known, end = _keys(agreed_words(version.testimony)), -1
    groups: list[list[str]] = []
    for at, word in enumerate(Passage(version.body, version.language).words):
        if _counts(word.text) and (word.key in known or _is_written_otherwise(word.text, version.testimony.pseudonym.split())):
            groups += [[]] if at != end else []
            groups[-1].append(word.text)
            end = at + 1
    return tuple(dict.fromkeys(" ".join(group) for group in groups))


def _sources(testimony: Testimony) -> list[tuple[str, str]]:
    return [(sheet.source or "", sheet.language) for sheet in found_by.with_source(testimony)]


def _stands_in(source: str, language: str, wanted: set[str], is_name: bool = True, finds: Iterable[Find] | None = None) -> bool:
    from exhibit.story.anonymise.reading import read

    if is_name and _holds_word(source, language, wanted):
        return True
    found = read(source, language) if finds is None else finds
    return any(find.kind == "NAME" and _is_one_of(find, language, wanted) for find in found if find.severity is Severity.ALONE)


def _holds_word(text: str, language: str, wanted: set[str]) -> bool:
    from exhibit.story.anonymise.passage import Passage

    return any(word.key in wanted and _counts(word.text) for word in Passage(text, language).words)


def _names_in(pseudonym: str) -> set[str]:
    """Words of a pseudonym that are names: of “Maria de Lourdes” not the small one, which may begin any sentence."""
    from exhibit.story.anonymise.passage import Passage

    said = Passage(pseudonym, "").words
    return {word.key for word in said if _counts(word.text)} or {word.key for word in said}


def _newest(testimony: Testimony) -> Iterator[StoryVersion]:
    """The newest version of each text."""
    yield from {(version.kind, version.language): version for version in testimony.versions}.values()


def _alone(version: StoryVersion) -> list[Find]:
    from exhibit.actions.left_finds import finds_in

    return [find for find in finds_in(version) if find.severity is Severity.ALONE]


def _is_one_of(find: Find, language: str, wanted: set[str]) -> bool:
    """Is a word of the find one of these, or in another script a way to write it? In finds of other kinds than names, small words do not count."""
    from exhibit.story.anonymise.passage import Passage

    said = [word for word in Passage(find.text, language).words if find.kind == "NAME" or _counts(word.text)]
    return any(word.key in wanted or find.kind == "NAME" and _is_written_otherwise(word.text, wanted) for word in said)


def _is_written_otherwise(word: str, known: Iterable[str]) -> bool:
    from exhibit.story.anonymise.skeleton import alike, script

    return any(script(word) != script(one) and alike(word, one) for one in known)


def _counts(word: str) -> bool:
    """Written with a capital, or in a script that has none."""
    return word[0].isupper() or word.upper() == word.lower()


def _keys(phrases: Iterable[str]) -> set[str]:
    from exhibit.story.anonymise.passage import Passage

    return {word.key for words in phrases for word in Passage(words, "").words}
