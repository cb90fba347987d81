"""The anonymising desk as a curator uses it: without script form by form, in a browser by keyboard; what others see; what no log may say."""
from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from exhibit.actions import sheets
from exhibit.actions.accounts import add_user
from exhibit.store import db, queries, transaction
from exhibit.store import worksheets as found_by
from tests.support.axe import overflows, violations
from tests.support.desk import PASSWORD, Visitor

CANARY = "Zyxandria"
SOURCE = (f"My name is {CANARY} Bondar. Mrs Peeters kept my passport in rue Haute 4.\n\n"
          "Every evening I wrote my hours down. Today I teach others. My number was +32 470 12 34 56.")
ARABIC = "اسمي مريم أحمد. أخذت مدام نادية جواز سفري.\n\nاليوم أعلّم الآخرين قراءة العقود. رقمي 0470 12 34 56."
LIST = "/desk/testimonies/T01/anonymise"


def begun(desk, text=SOURCE, **fields) -> int:
    desk.submit(LIST, "form.form-wide", body=text, **{"kind": "CUTOUT", "language": "en", **fields})
    return found_by.of_testimony(queries.testimony("T01"))[0].id


def form_about(page, words: str):
    """The form of the find that stands for these words."""
    [found] = [form for form in page.select(".one-find") if form.select_one("bdi").text == words]
    return f"#{found['id']}"


def result(page) -> str:
    """What comes out, line by line."""
    for label in page.select(".small-head"):
        label.extract()
    return "\n".join(line.text for line in page.select(".result-line"))


def test_a_text_is_put_in_decided_about_and_made_without_script(sign_in):
    desk = sign_in("curator")
    path = f"/desk/worksheets/{begun(desk)}"
    page = desk.page(path)
    assert "the source goes in 59 days" in page.text and "Found by:" in page.text
    assert [one.text.split("left")[0].split()[1:] for one in page.select("#left .tally-one")][0][1:2] == ["of"]
    name = form_about(page, f"{CANARY} Bondar")
    page = desk.submit(path, name, press="action=ACCEPT", replacement="Mila")
    assert "My name is Mila" in result(page) and f"{CANARY} Bondar" in page.select_one(".source-line").text
    assert "Say in a few words why" in desk.submit(path, form_about(page, "Mrs Peeters"), press="action=KEEP", status=422).select_one(f"{form_about(page, 'Mrs Peeters')} [role=alert]").text
    page = desk.submit(path, form_about(page, "Mrs Peeters"), press="action=KEEP", reason="an invented name")
    assert "Kept by curator@demo.example" in page.text and "an invented name" in page.text
    page = desk.submit(path, "#words form", words="my hours", replacement="the hours")
    assert "I wrote the hours down" in result(page)
    page = desk.submit(path, 'form[action$="/undo"]')
    assert "I wrote my hours down" in result(page)
    page = desk.submit(path, 'form[action$="/finish"]', status=422)
    assert "identify the person without any other" in page.select_one("[data-focus]").text
    desk.submit(path, 'form[action$="/rest"]')
    page = desk.submit(path, 'form[action$="/finish"]')
    assert "The text is made" in page.select_one("[role=status]").text
    body = queries.testimony("T01").newest("CUTOUT", "en").body
    assert body.startswith("My name is Mila.") and "Mrs Peeters" in body and "470" not in body and "rue Haute" not in body
    page = desk.page(path)
    assert "A text was made of this source" in page.text and not page.select(".one-fields")


def test_what_somebody_else_decided_is_shown_beside_what_was_typed(demo_app, sign_in):
    add_user("other@demo.example", ["curator"], PASSWORD)
    mine, other = sign_in("curator"), Visitor(demo_app)
    other.sign_in("other@demo.example")
    path = f"/desk/worksheets/{begun(mine)}"
    form = form_about(mine.page(path), "Mrs Peeters")
    stale = {"revision": "0"}
    other.submit(path, form, press="action=ACCEPT", replacement="the employer")
    page = mine.submit(path, form, press="action=ACCEPT", status=409, replacement="a woman in town", **stale)
    alert = page.select_one(f"{form} [role=alert]").text
    assert "other@demo.example decided about some of these words" in alert and "the employer" in alert
    assert page.select_one(f"{form} [name=replacement]")["value"] == "a woman in town", "nothing that was typed is lost"
    assert "the employer kept my passport" in result(page)
    assert "a woman in town kept my passport" in result(mine.submit(path, form, press="action=ACCEPT", replacement="a woman in town"))


def test_the_script_gets_the_working_part_alone_and_is_told_when_the_source_is_gone(sign_in):
    desk = sign_in("curator")
    number = begun(desk)
    page = desk.page(f"/desk/worksheets/{number}")
    token, form = page.select_one("#work")["data-proposals"], page.select_one(form_about(page, "Mrs Peeters"))
    assert CANARY not in token and "Peeters" not in token
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}

    def send(what, **changes):
        answer = desk.client.post(f"/desk/worksheets/{number}/{what}", data={**fields, "proposals": token, "action": "ACCEPT", **changes}, headers={"X-Requested-With": "fetch"})
        return answer.status_code, json.loads(answer.data) if answer.data else {}

    status, told = send("decide", replacement="the employer")
    assert status == 200 and told["sentence"] == "" and "the employer" in told["html"] and "<html" not in told["html"] and told["revision"] == 1
    assert send("state", revision="1") == (204, {})
    assert send("state", revision="0")[0] == 200
    assert send("decide", end="99999")[0] == 422
    status, told = send("decide", proposals="no token of ours")
    assert status == 422 and "load the page again" in told["sentence"] and "gone" not in told
    with transaction():
        found_by.worksheet(number).delete_after = found_by.worksheet(number).opened_at
    status, told = send("state", revision="1")
    assert status == 410 and "is gone" in told["sentence"] and "html" not in told
    assert desk.page(f"/desk/worksheets/{number}", status=410).select_one("[role=alert]").text.startswith("The source of this text is gone")


def test_the_officer_sees_that_there_is_a_source_and_none_of_its_words(sign_in):
    number = begun(sign_in("curator"))
    officer = sign_in("officer")
    page = officer.page(LIST)
    assert "the source goes in" in page.text and "Bondar" not in page.text and not page.select("form.form-wide") and not page.select(f'a[href="/desk/worksheets/{number}"]')
    assert "Bondar" not in officer.page(f"/desk/worksheets/{number}", status=403).text
    verifier = sign_in("verifier").page(f"/desk/worksheets/{number}")
    assert "Bondar" in verifier.text and "You may read this" in verifier.text and not verifier.select(".one-fields")
    sign_in("administrator").page(LIST, status=403)


def test_a_file_is_read_for_its_words_and_a_wrong_one_says_the_way_out(sign_in):
    desk = sign_in("caseworker")
    page = desk.submit(LIST, "form.form-wide", files={"upload": (io.BytesIO(SOURCE.encode()), "from-the-field.txt")})
    assert CANARY in page.select_one(".source-line").text and "a text file" in page.text
    page = desk.submit(LIST, "form.form-wide", status=422, files={"upload": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(50)), "scan.png")}, body="typed too")
    assert "scan.png is a picture" in page.select_one("[role=alert]").text and page.select_one("#body").text.strip() == "typed too"


def test_pseudonyms_and_questions_have_their_place_on_the_page(sign_in, now):
    desk = sign_in("curator")
    path = f"/desk/worksheets/{begun(desk)}"
    with transaction() as session:
        from exhibit.store.tables import PseudonymKey

        session.add(PseudonymKey(testimony_id=queries.testimony("T01").id, kind="NAME", original=f"{CANARY} Bondar", replacement="Mila", at=now, by="curator@demo.example"))
    key = found_by.names(queries.testimony("T01"))[-1]
    assert "real name" in desk.submit(path, f"#name-{key.id}", status=422, replacement="Peeters").select_one(f"#name-{key.id} [role=alert]").text
    page = desk.submit(path, f"#name-{key.id}", replacement="Vesna", gender="woman")
    assert page.select_one(f"#name-{key.id} [name=replacement]")["value"] == "Vesna"
    page = desk.submit(path, f"#name-{key.id}", press="narrator=1")
    assert page.select_one(f"#name-{key.id} [name=replacement]")["value"] == queries.testimony("T01").pseudonym
    page = desk.submit(path, "#note", status=422, body="Is Mrs Peeters her aunt?")
    assert "seems to be a name" in page.select_one("#note [role=alert]").text and page.select_one("#ask").text == "Is Mrs Peeters her aunt?"
    desk.submit(path, "#note", body="May the notebook stay?")
    page = sign_in("caseworker").submit(path, "article form", answer="Yes, she is proud of it.")
    assert "Yes, she is proud of it." in page.select_one("blockquote").text


def test_a_fault_while_a_source_is_read_says_nothing_of_it_anywhere(demo_app, sign_in, caplog, capfd, monkeypatch):
    desk = sign_in("curator")
    number = begun(desk)

    def broken(text, *_more):
        raise RuntimeError("a finder is broken")

    monkeypatch.setattr(sheets, "read", broken)
    answer = desk.client.get(f"/desk/worksheets/{number}")
    assert answer.status_code == 500 and CANARY not in answer.get_data(as_text=True)
    assert "a finder is broken" in caplog.text and CANARY not in caplog.text and CANARY not in "".join(capfd.readouterr())
    instance = demo_app.config["EXHIBIT"].instance
    assert not [path.name for path in instance.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_the_countdown_ends_with_the_approval(sign_in, now):
    desk = sign_in("curator")
    number = begun(desk)
    desk.submit(f"/desk/worksheets/{number}", 'form[action$="/rest"]')
    desk.submit(f"/desk/worksheets/{number}", 'form[action$="/finish"]')
    with transaction():
        version = found_by.worksheet(number).version
        version.approved_at, version.approved_by = now - timedelta(minutes=1), "caseworker@demo.example"
    page = sign_in("officer").page(LIST)
    assert "the source is deleted since" in page.text
    db.session.expire_all()
    assert found_by.worksheet(number).source is None


@pytest.mark.looks
def test_a_curator_works_through_a_source_by_keyboard(live, page):
    """Paste, next, accept, change, keep, undo, tag, own words by selection, make the text: in English and in Arabic, wide and narrow."""
    address, app = live
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/account/login")
    page.fill("input[name=email]", "curator@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/**")
    for language, text in (("en", SOURCE), ("ar", ARABIC)):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address + LIST)
        page.select_option("#language", language)
        page.select_option("#kind", "CUTOUT")
        page.fill("#body", text)
        page.get_by_role("button", name="Put in and look at it").click()
        _by_keyboard(page)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{language} {width}: {sentence}" for sentence in violations(page)] + ([f"{language} scrolls sideways at {width} px"] if overflows(page) else [])
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Accept all the rest").click()
        page.get_by_role("button", name="Make the text").click()
        page.get_by_text("The text is made").wait_for()
        with app.app_context():
            version = queries.testimony("T01").newest("CUTOUT", language)
            assert version.body.startswith("own words") and "470" not in version.body
            assert "PRESENT_LIFE" in {element for _start, _end, element in version.spans}
    assert not wrong, "\n".join(wrong)


def _by_keyboard(page) -> None:
    """Through the finds, whichever they are; each step is waited for where it shows."""
    left = page.locator("#left .tally-one").first
    marks = page.locator("a.find")
    first, second = marks.nth(0).get_attribute("id"), marks.nth(1).get_attribute("id")
    expect(marks.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    expect(page.locator(f"#{first}.is-replaced")).to_be_visible()
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.type("an invented name")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{second}.is-kept")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(f"#{second}.is-open")).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.press("n")
    page.locator(f"#{second}").focus()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.press("l")
    expect(page.locator(".told")).to_contain_text("present life")
    page.evaluate("""() => { const line = document.querySelector(".source-line [data-at]"), range = document.createRange();
        range.setStart(line.firstChild, 0); range.setEnd(line.firstChild, line.firstChild.length); getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    expect(page.locator("#f-new")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.type("own words")
    page.keyboard.press("Enter")
    expect(page.locator(".result-line").first).to_contain_text("own words")
    assert left.inner_text()


def test_a_pseudonym_that_stands_in_the_text_is_told_and_nothing_is_approved_until_it_is_another(sign_in):
    """The pseudonym was chosen when the testimony was made, before anybody had seen her words."""
    curator, caseworker = sign_in("curator"), sign_in("caseworker")
    name = queries.testimony("T01").pseudonym
    curator.submit(LIST, "form.form-wide", kind="QUOTE", language="en", body=f"At home they call me {name}. Every evening I wrote my hours down.")
    sheet = found_by.of_testimony(queries.testimony("T01"))[0].id
    said = f"The pseudonym {name} stands in a source of this person"
    for path in (f"/desk/worksheets/{sheet}", LIST, "/desk/testimonies/T01", "/desk/testimonies/T01/texts/QUOTE/en"):
        alert = curator.page(path).select_one(".alert-danger")
        assert said in alert.text.replace("\u2068", "").replace("\u2069", "") and alert.select_one('a[href$="/T01/edit"]')
    curator.submit(f"/desk/worksheets/{sheet}", 'form[action$="/finish"]')
    version = queries.testimony("T01").newest("QUOTE", "en")
    approve = f'form[action="/desk/texts/{version.id}/approve"]'
    assert "Nothing was recorded. Choose another pseudonym" in caseworker.submit("/desk/testimonies/T01", approve, reads="yes").select_one("[role=alert]").text
    assert queries.version(version.id).approved_at is None
    assert "stands in a source text" in curator.submit("/desk/testimonies/T01/edit", status=422, pseudonym=f"{name} Lopes").select_one("[role=alert]").text
    curator.submit("/desk/testimonies/T01/edit", pseudonym="Ilonka")
    assert said not in curator.page("/desk/testimonies/T01").text and not queries.testimony("T01").pseudonym_in_source
    assert "still holds a name" in caseworker.submit("/desk/testimonies/T01", approve, reads="yes").select_one("[role=alert]").text, "now the finders see it in the text"
    form = form_about(curator.submit(f"/desk/worksheets/{sheet}", 'form[action$="/reopen"]'), name)
    assert form
