"""The second look at the desk: the list, three steps, posting straight to the last one, and any two versions compared."""
from __future__ import annotations

import pytest

from exhibit.actions.second_eyes import send_back
from exhibit.actions.sources import delete_now
from exhibit.actions.testimonies import save_text
from exhibit.actions.worksheets import begin, finish
from exhibit.store import accounts, queries, transaction
from exhibit.store.tables import Party
from tests.support.axe import overflows, violations
from tests.support.desk import PASSWORD
from tests.support.scenes import CURATOR, NOW, VERIFIER
from tests.support.second_eyes import compared

ATTEMPTS = {"guess": "Nobody comes to mind.", "terms_1": "sewing workshop", "led_to_1": "NOBODY", "terms_2": "hotel notebook", "led_to_2": "SOMEBODY", "terms_3": "passport bag", "led_to_3": "NOBODY"}
NEW = "Every week I asked for my own passport. Now I carry it in my bag."
LIST = "/desk/second-eyes"


def rewritten(body: str = NEW, language: str = "en", code: str = "T01"):
    testimony = queries.testimony(code)
    return save_text(testimony, language, "QUOTE", body, testimony.newest("QUOTE", language).id, CURATOR, NOW)


def test_from_the_list_through_three_steps_to_the_tick(sign_in):
    version = rewritten()
    verifier = sign_in("verifier")
    page = verifier.submit(LIST, 'form[action$="/second-eyes"]')
    look = page.select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts")
    assert page.select_one("#the-text").text == NEW and page.select("del, ins") == [] and "Every week" in page.text
    assert "Not yet" in verifier.page(f"/desk/texts/{version.id}/compare", 409).select_one("h1").text, "no other version before the attempts"
    page = verifier.submit(look, 'form[action$="/attempts"]', 422, **{**ATTEMPTS, "led_to_3": ""})
    assert page.select_one("[name=terms_3]")["value"] == "passport bag" and page.select_one("[role=alert]")
    verifier.submit(look, 'form[action$="/attempts"]', **ATTEMPTS)
    page = verifier.submit(look, 'form[action$="/comparison"]')
    assert [part.select_one(".visually-hidden").text.strip() for part in page.select(".text-diff ins")] == ["put in:"] * len(page.select(".text-diff ins"))
    assert page.select(".text-diff ins") and page.select(".text-diff del") and "see nothing that identifies by itself" in page.text
    page = verifier.submit(look, "#pass")
    assert "Passed:" in page.select_one("[role=status]").text and "sewing workshop" in page.text
    assert "looked at on" in verifier.page(f"/desk/texts/{version.id}/facts").select("section tr")[1].text
    assert "No text waits" in verifier.page(LIST).text


@pytest.mark.parametrize("step", ["attempts", "comparison", "pass", "back"])
def test_posting_straight_to_a_step_does_nothing(sign_in, step):
    version = rewritten()
    verifier = sign_in("verifier")
    page = verifier.submit(LIST, 'form[action$="/second-eyes"]')
    look, token = page.select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts"), page.select_one("[name=csrf_token]")["value"]
    sent = {"csrf_token": token, "reason": "Her town is named in it."}
    answer = verifier.client.post(f"{look}/{step}", data=sent, follow_redirects=True).get_data(as_text=True)
    assert ("Please fill this in." if step == "attempts" else "First read the text alone") in answer and "text-diff" not in answer
    assert not [row for row in queries.version(version.id).ticks if row.tick == "ANONYMITY"]
    assert "Nothing there" in sign_in("caseworker").page(look, 404).select_one("h1").text, "a look is its own person's"
    caseworker = sign_in("caseworker").client.post(f"{look}/back", data=sent)
    assert caseworker.status_code in (400, 404)


def test_whoever_wrote_it_is_refused_and_reads_why_it_came_back(sign_in):
    version = rewritten("My name is Miriam Tesfaye. Now I carry it.", code="T12")
    curator, verifier = sign_in("curator"), sign_in("verifier")
    assert "You wrote it: somebody else looks." in curator.page(LIST).text
    token = curator.page("/desk/testimonies/new").select_one("[name=csrf_token]")["value"]
    refused = curator.client.post(f"/desk/texts/{version.id}/second-eyes", data={"csrf_token": token}, follow_redirects=True)
    assert "another person" in refused.get_data(as_text=True)
    look = verifier.submit(LIST, 'form[action$="/second-eyes"]').select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts")
    verifier.submit(look, 'form[action$="/attempts"]', **ATTEMPTS)
    page = verifier.submit(look, 'form[action$="/comparison"]')
    assert "identifies by itself" in page.select_one(".verdict-no").text
    assert "a name (sentence 1)" in verifier.submit(look, "#pass", 422).select_one("[role=alert]").text
    verifier.submit(look, "#back", reason="The name in the first sentence must go.")
    page = curator.page("/desk/testimonies/T12/texts/QUOTE/en")
    assert "The name in the first sentence must go." in page.select_one(".alert-warning").text
    assert "sent back by a second pair of eyes" in curator.page("/desk/testimonies/T12").text
    answer = sign_in("caseworker").submit("/desk/testimonies/T12", f'form[action="/desk/texts/{version.id}/approve"]')
    assert "still holds a name (sentence 1)" in answer.select_one("[role=alert]").text and "Miriam" not in answer.select_one("[role=alert]").text


def test_versions_and_languages_are_compared(sign_in):
    old = queries.testimony("T01").newest("QUOTE", "en")
    new = rewritten()
    curator = sign_in("curator")
    page = curator.page(f"/desk/texts/{new.id}/compare")
    assert page.select(".text-diff del") and page.select_one("#older option[selected]")["value"] == str(old.id)
    assert curator.page(f"/desk/texts/{new.id}/compare?older={new.id}&newer={old.id}").select_one(".text-diff").text == page.select_one(".text-diff").text, "the earlier stands first"
    arabic = queries.testimony("T01").newest("QUOTE", "ar")
    page = curator.page(f"/desk/texts/{arabic.id}/compare?older={new.id}&newer={arabic.id}")
    assert [text["dir"] for text in page.select(".text-body")] == ["ltr", "rtl"] and page.select(".text-diff") == []
    assert curator.page(f"/desk/texts/{new.id}/compare?older=999999&newer=x").select(".text-diff")


@pytest.mark.looks
def test_a_look_in_the_browser_fits_and_can_be_used_by_everyone(live, page):
    address, app = live
    with app.app_context():
        rewritten("كل أسبوع طلبت جواز سفري. الآن أحمله في حقيبتي الصغيرة.", "ar")
    page.goto(f"{address}/account/login")
    page.fill("input[name=email]", "verifier@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/**")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}{LIST}")
    assert violations(page) == [] and not overflows(page)
    page.get_by_role("button", name="Look at it").click()
    page.fill("#guess", ATTEMPTS["guess"])
    for number in "123":
        page.fill(f"#terms_{number}", ATTEMPTS[f"terms_{number}"])
        page.check(f"input[name=led_to_{number}][value=NOBODY]")
    assert violations(page) == [] and not overflows(page)
    page.get_by_role("button", name="Write this down").click()
    page.get_by_role("button", name="Open the comparison").click()
    page.locator(".text-diff[dir=rtl] ins").first.wait_for()
    assert page.locator(".text-diff ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert page.locator(".text-diff del").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    assert violations(page) == [] and not overflows(page)
    page.get_by_role("button", name="It passes").click()
    page.get_by_text("Passed: nobody can be recognised").wait_for()


def test_in_the_first_step_nothing_else_of_the_testimony_is_read_and_every_stop_stays_open(sign_in):
    version = rewritten()
    verifier, testimony = sign_in("verifier"), queries.testimony("T01")
    others = [other for other in testimony.versions if other.id != version.id]
    sheet = begin(testimony, "STORY", "en", "My name is Miriam Tesfaye. I asked for it every week.", "PASTED", CURATOR, NOW)
    page = verifier.submit(LIST, 'form[action$="/second-eyes"]')
    look = page.select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts")
    closed = [f"/desk/texts/{others[0].id}/facts", f"/desk/texts/{version.id}/compare", f"/desk/texts/{version.id}/notes", f"/desk/texts/{others[-1].id}/notes", f"/desk/worksheets/{sheet.id}",
              "/desk/testimonies/T01/uniqueness", "/desk/testimonies/T01/risk", "/desk/testimonies/T01/risk/demo", "/desk/testimonies/T01/approvals"]
    for path in closed:
        page = verifier.page(path, 409)
        assert page.select_one(f'main a[href="{look}"]') and not [other for other in others if other.body[:60] in page.text] and "Tesfaye" not in page.text
    page = verifier.page("/desk/testimonies/T01")
    assert page.select_one(f'main a[href="{look}"]') and page.select(".texts article") and not [text for text in testimony.versions if text.body[:40] in page.text]
    for path in (f"/desk/texts/{version.id}/facts", "/desk/testimonies/T01/consent", "/desk/testimonies/T01/file", "/desk/testimonies/T02", "/desk/testimonies/T01/anonymise"):
        verifier.page(path)
    assert "Tesfaye" in sign_in("curator").page(f"/desk/worksheets/{sheet.id}").text
    verifier.submit(look, 'form[action$="/attempts"]', **ATTEMPTS)
    for path in closed:
        verifier.page(path)


def test_the_worksheet_says_why_the_text_came_back_and_what_stands_in_its_margin(sign_in):
    testimony = queries.testimony("T01")
    sheet = begin(testimony, "STORY", "en", "I was rescued by Mrs Peeters. Today I teach others.", "PASTED", CURATOR, NOW)
    version = finish(sheet.id, testimony.newest("STORY", "en").id, CURATOR, NOW, rest=True)
    send_back(compared(version).id, "The last sentence leads to the school.", VERIFIER, NOW)
    page = sign_in("curator").page(f"/desk/worksheets/{sheet.id}")
    assert "The last sentence leads to the school." in page.select_one(".alert-warning").text
    assert "rescued by" in page.select_one("#sheet-margin .margin-note").text and page.select("#sheet-margin form") == []


def test_another_look_with_its_comparison_is_closed_in_the_first_step(sign_in):
    """Its comparison shows another text of the same person, with the source."""
    rewritten()
    verifier = sign_in("verifier")
    first = verifier.submit(LIST, 'form[action$="/second-eyes"]').select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts")
    verifier.submit(first, 'form[action$="/attempts"]', **ATTEMPTS)
    verifier.submit(first, 'form[action$="/comparison"]')
    testimony = queries.testimony("T01")
    save_text(testimony, "en", "STORY", "Now I carry it in my bag, and it is mine.", testimony.newest("STORY", "en").id, CURATOR, NOW)
    story = f"/desk/texts/{queries.testimony('T01').newest('STORY', 'en').id}/second-eyes"
    second = verifier.submit(LIST, f'form[action="{story}"]').select_one('form[action$="/attempts"]')["action"].removesuffix("/attempts")
    assert "text-diff" not in str(verifier.page(first, 409)) and verifier.page(second).select_one("#the-text")
    verifier.submit(second, 'form[action$="/attempts"]', **ATTEMPTS)
    assert verifier.page(first).select(".text-diff")


def test_the_reason_stands_where_those_who_work_on_the_source_read_it_and_nowhere_else(sign_in):
    """It repeated the name that had been taken out, on a page that everybody with an account opens."""
    testimony, why = queries.testimony("T01"), "Mrs Peeters still shines through the first sentence."
    sheet = begin(testimony, "QUOTE", "en", "I was rescued by Mrs Peeters. Today I teach others.", "PASTED", CURATOR, NOW)
    version = finish(sheet.id, testimony.newest("QUOTE", "en").id, CURATOR, NOW, rest=True)
    send_back(compared(version).id, why, VERIFIER, NOW)
    facts, words = f"/desk/texts/{version.id}/facts", "/desk/testimonies/T01/texts/QUOTE/en"
    for role in ("officer", "curator", "caseworker", "verifier"):
        page = sign_in(role).page(facts)
        assert "sent back on" in page.text and "The reason can be read by those who work on this text." in page.text and "Peeters" not in page.text
    assert why in sign_in("curator").page(words).select_one(".alert-warning").text
    with transaction():
        accounts.user("caseworker@demo.example").organisation = "elsewhere"
        queries.testimony("T01").person.custodian = Party(code="shelter", name="Shelter", role="CUSTODIAN")
    page = sign_in("caseworker").page(words)
    assert "The reason can be read by those who work on this text." in page.select_one(".alert-warning").text and "Peeters" not in page.text
    delete_now(sheet.id, CURATOR, NOW)
    page = sign_in("curator").page(words)
    assert "The reason went with the source." in page.select_one(".alert-warning").text and "Peeters" not in page.text


def test_whoever_opened_a_source_of_the_story_reads_why_she_is_no_second_for_its_quote(sign_in):
    version, verifier = rewritten(), sign_in("verifier")
    sheet = begin(queries.testimony("T01"), "STORY", "en", "My name is Miriam Tesfaye. I asked for it every week.", "PASTED", CURATOR, NOW)
    begin_look = f'form[action="/desk/texts/{version.id}/second-eyes"]'
    assert verifier.page(LIST).select(begin_look) and "looks at none of its texts as the second" in verifier.page("/desk/testimonies/T01/anonymise").text
    verifier.page(f"/desk/worksheets/{sheet.id}")
    page = verifier.page(LIST)
    assert not page.select(begin_look) and "You know a source of this story: somebody else looks." in page.text
    page = verifier.page(f"/desk/texts/{version.id}/facts")
    assert "You have read a source of this story" in page.text and not page.select(begin_look)
    token = page.select_one("[name=csrf_token]")["value"]
    refused = verifier.client.post(f"/desk/texts/{version.id}/second-eyes", data={"csrf_token": token}, follow_redirects=True)
    assert "You have read a source of this story" in refused.get_data(as_text=True)
