"""What a story's words look like on whatever comes out of a door, and whether the gate was asked on the way."""
from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from exhibit.actions import gate
from exhibit.store import db
from exhibit.store.tables import StoryVersion

PICTURES = ("image/png", "application/pdf", "audio/mpeg", "video/mp4")
MADE_OF_WORDS = ("STORY", "QUOTE", "CUTOUT", "EASY")


def fragments() -> set[str]:
    """The first sentence or so of every text on file: long enough to be nothing else."""
    bodies = db.session.query(StoryVersion.body).filter(StoryVersion.kind.in_(MADE_OF_WORDS))
    return {" ".join(body.split())[:60] for (body,) in bodies}


def tells(content: bytes, mimetype: str, known: set[str]) -> bool:
    """Does this show words of a story? A picture or a PDF is taken to: its words are outlines that cannot be searched."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(tells(archive.read(name), "", known) for name in archive.namelist())
    if mimetype in PICTURES or content[:5] == b"%PDF-" or content[:8] == b"\x89PNG\r\n\x1a\n":
        return True
    text = content.decode("utf-8", "replace")
    if "data:image/" in text:
        return True
    if content[:1] in (b"{", b"["):
        text = json.dumps(json.loads(text), ensure_ascii=False) if _is_json(text) else text
    flat = " ".join(html.unescape(text).split())
    return any(fragment in flat for fragment in known)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """The questions put to the gate while this is open; each is answered as always."""
    asked, ask = [], gate.may_use

    def asking(story, use, *args, **kwargs):
        asked.append((story.code, use.kind))
        return ask(story, use, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(gate, "may_use", asking)
        yield asked
