"""Recordings at the desk: one adds, another writes down the yes, anybody takes it off; what cannot be played is said."""
from __future__ import annotations

import io

from exhibit.store import queries
from exhibit.store import recordings as found_by
from tests.support import media
from tests.support.recorded import allow

PAGE = "/desk/testimonies/T01/recordings"
FORM = "form[enctype]"


def send(curator, content: bytes, status: int = 200, **fields):
    return curator.submit(PAGE, FORM, status, files={"file": (io.BytesIO(content), "Amina reads.mp3")}, **{"text_language": "en", **fields})


def test_from_the_file_to_the_ear(sign_in):
    allow("T01", "AUD_ACTOR")
    curator, caseworker, visitor = sign_in("curator"), sign_in("caseworker"), sign_in("officer")
    assert "There are no recordings yet." in curator.page(PAGE).text
    page = send(curator, media.mp3_file())
    assert "Nobody hears it before" in page.select_one("[role=status]").text and "The person has not heard it yet." in page.text
    assert page.select_one('form[action$="/approve"]') is None, "a curator writes down no yes"
    row = found_by.of_testimony(queries.testimony("T01"))[0]
    played = caseworker.get(f"/desk/recordings/{row.uid}/file")
    assert played.mimetype == "audio/mpeg" and played.data == media.mp3_file(tagged=False) and "Amina" not in str(played.headers)
    page = caseworker.submit(PAGE, 'form[action$="/approve"]')
    assert "It may be played now." in page.text and "written down by caseworker@demo.example" in page.text
    page = visitor.submit(PAGE, 'form[action$="/end"]')
    assert "The recording is off" in page.text and "taken off" in page.text


def test_what_cannot_be_played_is_said_and_the_rest_stays(sign_in):
    curator = sign_in("curator")
    page = send(curator, b"hello", 422, voice="OWN")
    assert "This is no recording that can be played everywhere" in page.select_one("[role=alert]").text
    assert page.select_one("input[name=voice][checked]")["value"] == "OWN" and found_by.of_testimony(queries.testimony("T01")) == []
    assert "Choose the file." in curator.submit(PAGE, FORM, 422, text_language="en").text
    assert "another person tells the story" in send(curator, media.mp4_file(film=True), 422, kind="SIGN", sign="vgt", voice="OWN").text


def test_a_film_larger_than_the_desks_other_forms(sign_in):
    """5 MB: more than a photograph of a paper may have, less than a film."""
    large = media.mp4_file(film=True) + media.box(b"free", bytes(5_000_000))
    page = send(sign_in("curator"), large, kind="SIGN", sign="vgt")
    assert "Vlaamse Gebarentaal" in page.text and "needs a permission" not in page.text
    assert sign_in("curator").client.post("/desk/testimonies/T01/person", data={"x": "x" * 5_000_000}).status_code == 413


def test_who_may_do_what(sign_in):
    caseworker = sign_in("caseworker")
    assert caseworker.page(PAGE).select_one(FORM) is None and sign_in("administrator").get(PAGE).status_code == 403
    token = caseworker.page("/desk/testimonies/T01").select_one("[name=csrf_token]")["value"]
    assert caseworker.client.post(PAGE, data={"csrf_token": token, "text_language": "en", "file": (io.BytesIO(media.mp3_file()), "x")}, content_type="multipart/form-data").status_code == 403
