"""A screen in the hall: each language of a story is kept beside the others."""
from __future__ import annotations

import pytest

from exhibit.web.visit.door import OURS
from tests.visit.conftest import OPEN


@pytest.mark.parametrize("order", [("en", "fr"), ("fr", "en")])
def test_one_language_does_not_push_another_out(demo_app, visitor, codes, order):
    pages = {language: visitor.get(f"/{codes[OPEN]}/{language}/kiosk") for language in order}
    assert {answer.status_code for answer in pages.values()} == {200}
    before = len(demo_app.extensions[OURS].pages)
    for language in order:
        assert visitor.get(f"/{codes[OPEN]}/{language}/kiosk").data == pages[language].data
    kept = demo_app.extensions[OURS].pages._shelves[f"/{codes[OPEN]}/kiosk"].pages
    assert {language for language, _ in kept} == {"en", "fr"} and len(demo_app.extensions[OURS].pages) == before
