"""Words of stories stay on this machine: browsers that offer translation or better spelling would send them to a service, and files of a form would lie on a disk."""
from __future__ import annotations

import io
import json

from flask import request

from exhibit.actions.testimonies import save_text
from exhibit.store import queries
from tests.support.scenes import CURATOR, NOW


def test_no_page_of_the_desk_is_translated_spelled_or_kept_by_a_service_or_a_browser(sign_in):
    desk = sign_in("curator")
    for path in ("/desk/testimonies", "/desk/testimonies/T01/anonymise", "/desk/second-eyes"):
        page = desk.page(path)
        assert page.html["translate"] == "no" and page.select_one('meta[name="google"]')["content"] == "notranslate" and page.body["spellcheck"] == "false", path
        assert json.loads(page.select_one('meta[name="htmx-config"]')["content"])["historyCacheSize"] == 0
        assert desk.get(path).headers["Cache-Control"] == "no-store"


def test_fields_for_a_source_and_for_guesses_are_not_remembered_by_a_browser(sign_in):
    assert sign_in("curator").page("/desk/testimonies/T01/anonymise").select_one("main form[enctype]")["autocomplete"] == "off"
    testimony = queries.testimony("T01")
    save_text(testimony, "en", "QUOTE", "Every week I asked for my own passport.", testimony.newest("QUOTE", "en").id, CURATOR, NOW)
    page = sign_in("verifier").submit("/desk/second-eyes", 'form[action$="/second-eyes"]')
    assert page.select_one('form[action$="/attempts"]')["autocomplete"] == "off"


def test_a_large_document_is_read_in_memory_and_not_through_a_file(demo_app):
    with demo_app.test_request_context("/desk/batch", method="POST", data={"file": (io.BytesIO(b"x" * 2_000_000), "story.docx")}):
        assert type(request.files["file"].stream) is io.BytesIO
