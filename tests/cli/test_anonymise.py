"""`exhibit anonymise`: its one document, its text, files of several kinds, and no network at all."""
from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from exhibit.story.anonymise import KINDS
from exhibit.story.anonymise.reading import SHOWN
from tests.cli.conftest import typed

__all__ = ["typed"]

STORY = "My name is Fatoumata Diarra. I was born in Kolokani on 3 March 1998.\nCall me on +32 471 12 34 56. I like tea.\n"
FIELDS = {"start", "end", "text", "kind", "source", "confidence", "replacement", "severity"}
WITHOUT_NETWORK = ("unshare", "--net", "--map-root-user")
REFUSED = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise OSError(101, "Network is unreachable")
sys.addaudithook(refuse)
"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_each_suggestion_is_at_its_place_and_the_text_is_without_them(story, typed):
    said = typed("anonymise", story, "--language", "en", "--json")
    document = said.document
    assert said.code == 0 and set(document) == {"suggestions", "text"}
    assert all(set(one) == FIELDS and STORY[one["start"]:one["end"]] == one["text"] for one in document["suggestions"])
    assert all(one["kind"] in KINDS and one["severity"] in (1, 2, 3) and 0 < one["confidence"] <= 1 for one in document["suggestions"])
    assert all(set(one["source"].split(", ")) <= set(SHOWN) for one in document["suggestions"])
    assert {("Fatoumata Diarra", "NAME", 1), ("Kolokani", "PLACE", 1), ("+32 471 12 34 56", "PHONE", 1)} <= {(one["text"], one["kind"], one["severity"]) for one in document["suggestions"]}
    assert not any(words in document["text"] for words in ("Fatoumata", "Diarra", "Kolokani", "1998", "471")) and "I like tea." in document["text"]


def test_without_json_the_text_stands_alone_on_standard_output(story, typed):
    said = typed("anonymise", story, "--language", "en")
    assert said.code == 0 and "Diarra" not in said.out and "I like tea." in said.out
    assert "lead to a person by themselves" in said.err and "proposal" in said.err and "Diarra" not in said.err


def test_a_pseudonym_that_was_agreed_stays(story, typed):
    assert "Fatoumata Diarra" in typed("anonymise", story, "--language", "en", "--agreed", "Fatoumata Diarra").out


def test_the_new_text_goes_into_a_file_and_the_old_one_stays(story, tmp_path, typed):
    assert typed("anonymise", story, "--language", "en", "--out", tmp_path / "new.txt").code == 0
    assert "Diarra" not in (tmp_path / "new.txt").read_text(encoding="utf-8") and story.read_text(encoding="utf-8") == STORY


@pytest.mark.parametrize(("content", "sentence"), [(b"", "empty"), (b"\xff\xfe\x00", "not in UTF-8"), (b"PK\x03\x04broken", "story.txt")])
def test_a_file_that_holds_no_text_is_told(story, content, sentence, typed):
    story.write_bytes(content)
    said = typed("anonymise", story, "--language", "en")
    assert said.code == 2 and sentence in said.err and not said.out


def test_a_language_without_finders_is_told(story, typed):
    said = typed("anonymise", story, "--language", "xx")
    assert said.code == 2 and "no finders for “xx”" in said.err


def cut_off(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python program in a network namespace of its own, with nothing in it but a dead loopback; where the kernel gives none, with every connection refused in the process itself."""
    given = subprocess.run([*WITHOUT_NETWORK, "true"], capture_output=True, check=False).returncode == 0
    command = [*WITHOUT_NETWORK, sys.executable, "-c", program] if given else [sys.executable, "-c", REFUSED + program]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, env=os.environ)


def test_it_works_where_there_is_no_network(story):
    assert "Network is unreachable" in cut_off("import socket; socket.create_connection(('192.0.2.1', 9), 1)").stderr
    done = cut_off("from exhibit.cli import main; main()", "anonymise", str(story), "--language", "en", "--json")
    assert done.returncode == 0, done.stderr
    assert "Kolokani" in {one["text"] for one in json.loads(done.stdout)["suggestions"]}


def test_a_folder_becomes_numbered_proposals_and_a_report_without_words(story, tmp_path, typed):
    out = tmp_path / "out"
    said = typed("anonymise", tmp_path, "--language", "en", "--out", out, "--json")
    assert said.code == 0 and said.document
    written = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    assert any("I like tea." in text for text in written.values())
    assert not any(words in text for text in [*written.values(), said.out] for words in ("Fatoumata", "Kolokani"))


def test_a_folder_needs_somewhere_to_write(story, tmp_path, typed):
    said = typed("anonymise", tmp_path, "--language", "en")
    assert said.code == 2 and "--out" in said.err
