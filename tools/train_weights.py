"""Trains exhibit/story/anonymise/data/weights.crf.xz on the labelled passages that may be looked at. Run by hand after finders or passages changed: `python -m tools.train_weights`.

Passages that rules were written from count their finders as surer than they are on a new text; so only those that no rule was written from are learned from.
"""
from __future__ import annotations

import lzma
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pycrfsuite

from benchmarks.anonymise.passages import Labelled, passages
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import heard_by_rules
from exhibit.story.anonymise.remembered import for_one_text
from exhibit.story.anonymise.signs import signs, units
from exhibit.story.anonymise.weighing import CLASSES, FILE, NONE

SETS = ("learned",)
L1, L2, ROUNDS = 1.0, 0.1, 120
"""Chosen by leaving out a fifth of the passages in turn."""


def trained(sequences: Iterator[tuple[list[list[str]], list[str]]]) -> bytes:
    """A model of CRFsuite over sequences of signs and labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS, "feature.minfreq": 2, "feature.possible_transitions": True})
    for seen, labels in sequences:
        trainer.append(seen, labels)
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        return Path(file.name).read_bytes()


def typed_small(labelled: Labelled) -> Iterator[Labelled]:
    """The passage once more as people type it on a telephone: in small letters, without stops. Labels stay where they are."""
    text = re.sub(r"[.,;!?؟،۔।](?=\s|$)", " ", labelled.text.lower())
    if len(text) == len(labelled.text) and text != labelled.text:
        yield replace(labelled, text=text)


@for_one_text
def sequence(labelled: Labelled) -> tuple[list[list[str]], list[str]]:
    """Signs of each unit of a passage, and its class: B or I with a letter of CLASSES, or none."""
    passage = Passage(labelled.text, labelled.language)
    read = units(passage, heard_by_rules(passage))
    return signs(passage, read), [_label(labelled, *passage.place(unit.start, unit.end)) for unit in read]


def _label(labelled: Labelled, start: int, end: int) -> str:
    found = next((label for label in labelled.labels if start < label.end and label.start < end and label.kind in CLASSES), None)
    return NONE if found is None else f"{'B' if start <= found.start else 'I'}{CLASSES[found.kind]}"


def main() -> int:
    sequences = [sequence(labelled) for one in SETS for passage in passages(one) for labelled in (passage, *typed_small(passage))]
    model = trained(pair for pair in sequences if pair[0])
    FILE.write_bytes(lzma.compress(model, preset=9 | lzma.PRESET_EXTREME))
    print(f"{FILE.name}: {len(sequences)} passages, {len(model):,} bytes, packed {FILE.stat().st_size:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
