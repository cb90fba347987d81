"""The voice of slovnet, a model that reads names, places and organisations in Russian news, over the word vectors of navec (natasha's files, MIT).

Ukrainian it reads by resemblance and is less sure of. Files lie in the package natasha, whose code is not imported; nothing is downloaded.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.known_words import Use, is_common, is_verb, never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, Word

SURE = {"ru": 0.8, "uk": 0.55}
"""How sure it is, by language; of words all written small it is not."""
SMALL = 0.4
KINDS = {"PER": "NAME", "LOC": "PLACE", "ORG": "ORGANISATION"}
PACKAGE = "natasha"
VECTORS, READER = Path("data/emb/navec_news_v1_1B_250K_300d_100q.tar"), Path("data/model/slovnet_ner_news_v1.tar")
MISSING = "The model that reads names in Russian and Ukrainian (packages natasha, slovnet and navec) is missing or damaged. Run `make setup` again: without it names would be missed."


def model_names(passage: Passage) -> Iterator[Candidate]:
    """Persons, places and organisations in a Russian or Ukrainian text; nothing for another."""
    sure = SURE.get(passage.language.split("-")[0], 0)
    if not sure or not passage.words:
        return
    language = passage.language.split("-")[0]
    starts, ends = [word.start for word in passage.words], [word.end for word in passage.words]
    for span in _model()(passage.plain).spans:
        words = [*passage.words[bisect_right(ends, span.start):bisect_left(starts, span.stop)]]
        while words and _leads_in(words, KINDS[span.type]) and (is_common(words[0].key, language) or use(words[0].key, language) == Use.WORD):
            words.pop(0)
        if words and not all(never(word.key) for word in words) and not _is_clause(words, language):
            yield Candidate(max(span.start, words[0].start), span.stop, KINDS[span.type], sure if any(word.capital for word in words) else SMALL)


def _leads_in(words: Sequence[Word], kind: str) -> bool:
    """May the first word stand before the name only: "Тепер Ельвіра" (a capital of the sentence), "звати Оксана" (small, and the name is not)?"""
    return words[0].first or kind == "NAME" and words[0].text.islower() and any(word.capital for word in words[1:])


def _is_clause(words: Sequence[Word], language: str) -> bool:
    """Музика грала: the capital of the sentence, and what somebody does."""
    return len(words) > 1 and words[0].first and words[-1].text.islower() and is_verb(words[-1].key, language)


@cache
def _model() -> Any:
    folder = model_folder()
    try:
        from navec import Navec
        from slovnet import NER
        return NER.load(str(folder / READER)).navec(Navec.load(str(folder / VECTORS)))
    except Exception as error:  # a file that is not there, or no archive, or no model
        raise ExhibitError(MISSING) from error


def model_folder() -> Path:
    """Where the files of natasha lie; ExhibitError when the package is not there."""
    place = find_spec(PACKAGE)
    if place is None or not place.submodule_search_locations:
        raise ExhibitError(MISSING)
    return Path(place.submodule_search_locations[0])
