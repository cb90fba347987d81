"""Two versions of a text word by word, or a translation beside its original."""
from __future__ import annotations

from collections import Counter

from flask import render_template, request

from exhibit.actions import second_eyes
from exhibit.store import queries
from exhibit.store.tables import StoryVersion
from exhibit.story.word_diff import is_changed, word_diff
from exhibit.web.desk.blueprint import blueprint
from exhibit.web.desk.words import KINDS


@blueprint.get("/texts/<int:version_id>/compare")
def compare(version_id: int):
    """Any two versions of the same kind, of which the earlier one stands first. Of two languages both are shown, without marks."""
    version = queries.version(version_id)
    versions = sorted((other for other in version.testimony.versions if other.kind == version.kind), key=lambda other: (other.language != version.language, other.language, other.id))
    older, newer = _chosen(versions, version)
    parts = word_diff(older.body, newer.body, newer.language) if older.language == newer.language else ()
    return render_template("desk/compare.html", version=version, older=older, newer=newer, versions=versions, numbers=_numbers(versions), testimony=version.testimony, kinds=KINDS,
                           parts=parts, changed=is_changed(parts))


def _chosen(versions: list[StoryVersion], version: StoryVersion) -> tuple[StoryVersion, StoryVersion]:
    """The two asked for, the earlier first; else this one and the one before it, the original, or itself where it is the only one."""
    asked = [next((other for other in versions if other.id == request.args.get(name, type=int)), None) for name in ("older", "newer")]
    newer = asked[1] or version
    older = asked[0] or second_eyes.version_before(newer) or newer.testimony.newest(newer.kind, newer.testimony.original_language) or newer
    return (newer, older) if older.language == newer.language and older.id > newer.id else (older, newer)


def _numbers(versions: list[StoryVersion]) -> dict[int, int]:
    """Which version of its language each is, from 1."""
    count: Counter[str] = Counter()
    numbers = {}
    for version in sorted(versions, key=lambda other: other.id):
        count[version.language] += 1
        numbers[version.id] = count[version.language]
    return numbers
