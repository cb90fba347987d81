"""Prints recall, over-masking and speed on sets of passages, against the bars. `python -m benchmarks.anonymise [SET|LANGUAGE ...] [--missed]`.

Without a set: the unseen one. `--missed` lists what was missed and what was replaced too much; only for sets that may be looked at.
"""
from __future__ import annotations

import sys

from benchmarks.anonymise.measured import Measured, measure
from benchmarks.anonymise.passages import HELD, OPEN, passages
from exhibit.story.anonymise.kinds import KINDS, Severity
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.reading import read

CASED = ("en", "fr", "nl", "es", "pt", "ru", "uk", "ky")
OTHERS = ("ar", "ur", "ne", "lo")
BARS = ((CASED, 0.97), (OTHERS, 0.95))
MOST_BESIDE, WORDS_A_SECOND = 0.10, 2_000


def exhibit(text: str, language: str) -> list[tuple[int, int]]:
    """What Exhibit proposes to replace."""
    return [(find.start, find.end) for find in read(text, language) if find.confidence >= SURE]


def main(arguments: list[str]) -> int:
    languages = [language for language in (*CASED, *OTHERS) if language in arguments] or [*CASED, *OTHERS]
    sets = [one for one in (*OPEN, HELD) if one in arguments] or [HELD]
    results = {one: measure((p for p in passages(one) if p.language in languages), exhibit) for one in sets}
    for one, found in results.items():
        _print(one, found)
        if "--missed" in arguments and one != HELD:
            _print_missed(found)
    return 0 if all(_reached(found) for found in results.values()) else 1


def _print(name: str, found: Measured) -> None:
    print(f"\n{name}: {sum(found.characters.values())} characters, {found.words} words")
    print("language   alone together   look   beside")
    for language in (one for one in (*CASED, *OTHERS) if found.characters[one]):
        tallies = [found.by_severity[language, severity] for severity in Severity]
        print(f"{language:8} " + " ".join(f"{tally.recall:8.3f}" for tally in tallies) + f" {found.over_masking(language):8.3f}")
    for languages, bar in BARS:
        whole, half = (found.recall(Severity.ALONE, languages, half) for half in (False, True))
        print(f"{'+'.join(languages)}: identifies alone {whole:.3f} whole, {half:.3f} at least half of the letters (to reach {bar})")
    print(f"replaced beside the labels {found.over_masking():.3f} of all characters (at most {MOST_BESIDE}); {found.words / found.seconds:,.0f} words/s (at least {WORDS_A_SECOND:,})")
    print("by kind: " + ", ".join(f"{kind} {_of_kind(found, kind)}" for kind in KINDS))


def _of_kind(found: Measured, kind: str) -> str:
    tallies = [tally for (_language, name), tally in found.by_kind.items() if name == kind]
    return f"{sum(tally.seen for tally in tallies)}/{sum(tally.labelled for tally in tallies)}"


def _print_missed(found: Measured) -> None:
    for identity, kind, words in found.missed:
        print(f"  missed {identity} {kind} {words}")
    for identity, words in found.too_much:
        print(f"  too much {identity} {words}")


def _reached(found: Measured) -> bool:
    return (all(found.recall(Severity.ALONE, languages) >= bar for languages, bar in BARS)
            and found.over_masking() <= MOST_BESIDE and found.words / found.seconds >= WORDS_A_SECOND)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
