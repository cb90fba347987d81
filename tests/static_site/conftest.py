"""A small hall with a copy of its site: two stories, one of them listed, opened without a network."""
from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import current_app

from exhibit.actions.static_site.making import Made, Order, make_site
from exhibit.actions.static_site.reader import OwnPages
from exhibit.store import queries
from tests.support.scenes import CURATOR, FIGURE, NEEDED, NOW, a_cutout, a_testimony, permitted


@dataclass
class Hall:
    """An exhibition, its application, and the folder its copies go to."""

    app: object
    folder: Path

    @property
    def exhibition(self):
        return queries.exhibition("autumn")

    @contextmanager
    def readers(self):
        yield OwnPages(self.app.wsgi_app)

    def make(self, now=NOW, **more) -> Made:
        order = Order(self.folder, CURATOR, now, Path(current_app.static_folder), **more)
        return make_site(self.exhibition, order, OwnPages(self.app.wsgi_app))

    def file(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def everything(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())

    def codes(self) -> list[str]:
        return [copy.code for cutout in self.exhibition.cutouts for copy in cutout.copies]


@pytest.fixture
def hall(app, tmp_path) -> Hall:
    """The first story may be listed, the second only be opened by its code, nobody was asked about the third."""
    from exhibit.actions.exhibitions import add_cutout

    exhibition = a_cutout(permitted(a_testimony(), (*NEEDED, ("WEB_LIST", None)))).exhibition
    add_cutout(exhibition, {**FIGURE, "testimony_code": permitted(a_testimony(pseudonym="Mara")).code}, CURATOR, NOW)
    add_cutout(exhibition, {**FIGURE, "testimony_code": a_testimony(pseudonym="Irina").code}, CURATOR, NOW)
    return Hall(app, tmp_path / "site")
