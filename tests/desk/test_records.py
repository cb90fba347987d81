"""Records at the desk: organisations, notices, a conversation with its evidence, the person, a child's guardians, a whole paper at once."""
from __future__ import annotations

import hashlib
import io

import pytest

from exhibit.actions.forms_out import new_form_number
from exhibit.consent import notice as wording
from exhibit.consent.vocabulary import UNDERSTANDING
from exhibit.store import db, queries, records
from tests.store.test_queries import statements
from tests.support.desk import Visitor

UNDERSTOOD = dict.fromkeys((*UNDERSTANDING, "nobody_with_power_present"), "yes")


def said(page) -> str:
    return page.select_one("[role=status]").text


def refused(page) -> str:
    return page.select_one("main [role=alert]").text


def test_an_organisation_is_added_and_a_controller_needs_more(sign_in):
    desk = sign_in("officer")
    form = 'form[action="/desk/parties"]'
    page = desk.submit("/desk/parties", form, 422, name="House of Echoes", role="CONTROLLER", contact="echo@house.example")
    assert "Please fill in: Address, Data-protection officer, Authority for complaints." in refused(page)
    assert page.select_one("#name")["value"] == "House of Echoes", "what was typed is kept"
    page = desk.submit("/desk/parties", form, name="Museum by the Water", role="VENUE")
    assert "Museum by the Water is on the list" in said(page)
    page = desk.submit("/desk/parties/museum-by-the-water", "main form", contact="crew@museum.example")
    assert "crew@museum.example" in page.select_one("table").text


def test_a_notice_begins_with_model_words_and_leaves_nothing_out(sign_in):
    desk = sign_in("officer")
    page = desk.page("/desk/notices/new?language=ar")
    assert page.select_one("#rights")["dir"] == "rtl" and "House of Voices" in page.select_one("#controller").text
    page = desk.submit("/desk/notices/new?language=ar", "main form", 422, rights="")
    assert "Still empty: what the person may ask for at any time." in refused(page)
    page = desk.submit("/desk/notices/new?language=ar", "main form")
    assert "Published. 0 permissions wait" in said(page)
    newest = records.notices()[0]
    page = desk.page(f"/desk/notices/{newest.id}")
    assert len(page.select(".text-body h2")) == len(wording.ITEMS) and newest.version == 3


def test_a_notice_that_changes_something_asks_everybody_again(sign_in, demo_app):
    page = sign_in("officer").submit("/desk/notices/new?language=en", "main form", material="y")
    confirmed = [grant for code in ("T01", "T14") for grant in queries.testimony(code).grants]
    assert "permissions wait until the person is asked again" in said(page) and {grant.state for grant in confirmed} <= {"update_required", "refused"}
    code = queries.exhibition("demo").cutouts[0].copies[0].code
    assert Visitor(demo_app).get(f"/{code}").status_code == 404


def test_a_conversation_is_written_down_with_teach_back_and_evidence(sign_in):
    desk, scan = sign_in("caseworker"), b"a page that was signed"
    notice = next(row for row in records.notices() if row.language == "uk")
    page = desk.submit("/desk/testimonies/T02/records/new", "main form", notice_id=str(notice.id), controller="house-of-voices", language="uk", collection_method="IN_PERSON",
                       assistance_independent="y", own_risk_view="The person sees no risk.")
    assert "The record is open" in said(page) and "not asked yet" in page.text
    made = records.records_of(queries.testimony("T02"))[0]
    here = f"/desk/testimonies/T02/records/{made.id}"
    page = desk.submit(here, f'form[action="/desk/records/{made.id}/understanding"]', 422, **{**UNDERSTOOD, "knows_risk": ""})
    assert "look at the fields marked below" in refused(page)
    page = desk.submit(here, f'form[action="/desk/records/{made.id}/understanding"]', **UNDERSTOOD)
    assert "everything was understood" in said(page)
    page = desk.submit(here, f'form[action="/desk/records/{made.id}/evidence"]', kind="SIGNED_PAPER", held_by="open-door", locator="blue binder, sheet 9",
                       files={"scan": (io.BytesIO(scan), "scan.png")})
    assert "The evidence is on file" in said(page) and hashlib.sha256(scan).hexdigest()[:12] in page.text and "blue binder" not in page.text
    db.session.expire_all()
    proof = records.record(made.id).evidence[0]
    shown = desk.submit(here, f'form[action="/desk/evidence/{proof.uid}/locator"]')
    assert "blue binder, sheet 9" in shown.text and "blue binder" not in desk.page(here).text, "shown once"
    nobody = sign_in("curator").page(here)
    assert not nobody.select(f'form[action="/desk/evidence/{proof.uid}/locator"]') and "only its custodian and the officer may read it" in nobody.text
    assert [entry.recorded_by for entry in records.entries(queries.testimony("T02"), "READ")] == ["caseworker@demo.example"]


def test_a_record_without_notice_or_with_a_number_in_it_is_refused_and_kept_on_the_page(sign_in):
    desk = sign_in("caseworker")
    page = desk.submit("/desk/testimonies/T02/records/new", "main form", 422, collection_method="IN_PERSON", own_risk_view="quiet")
    assert page.select_one("#notice_id.is-invalid") and page.select_one("#own_risk_view").text.strip() == "quiet"
    page = desk.submit("/desk/testimonies/T02/records/new", "main form", 422, notice_id=str(records.notices()[0].id), controller="house-of-voices", language="uk",
                       collection_method="IN_PERSON", restrictions="call +32 470 12 34 56")
    assert "Nothing that leads to a person is kept here" in refused(page) and "+32 470" in page.select_one("#restrictions").text


def test_nothing_is_ticked_beforehand(sign_in):
    desk = sign_in("caseworker")
    for path in ("/desk/testimonies/T01/quick", "/desk/testimonies/T01/records/new", "/desk/testimonies/T11/guardians", "/desk/testimonies/T01/consent"):
        boxes = desk.page(path).select("main input[type=radio][checked], main input[type=checkbox][checked]")
        assert not [box["name"] for box in boxes if box["name"] != "elements"], path


def test_the_person_is_known_by_what_is_needed_only(sign_in):
    desk = sign_in("caseworker")
    page = desk.submit("/desk/testimonies/T01/person", 'form[action="/desk/testimonies/T01/person"]', 422, custodian_ref="ask for Fatima Zahra")
    assert "The custodian's reference" in refused(page)
    page = desk.submit("/desk/testimonies/T01/person", 'form[action="/desk/testimonies/T01/person"]', custodian_ref="K7-0193", safe_contact="PERSON_CONTACTS_US")
    assert "K7-0193" not in page.text and "the person contacts us" in page.select_one("dl").text
    page = desk.submit("/desk/testimonies/T01/person", 'form[action="/desk/testimonies/T01/person/reference"]')
    assert "K7-0193" in page.select_one("dl [role=status]").text
    assert not sign_in("verifier").page("/desk/testimonies/T01/person").select('form[action$="/person/reference"]')
    page = desk.submit("/desk/testimonies/T01/person", 'form[action="/desk/testimonies/T01/compensation"]', 422, kind="MONEY", answer="ACCEPTED", independent="no")
    assert "buys a yes" in refused(page)


def test_guardians_who_disagree_keep_a_child_dark(sign_in):
    desk = sign_in("caseworker")
    page = desk.submit("/desk/testimonies/T12/guardians", 'form[action="/desk/testimonies/T12/guardians"]', 422, **{"guardian-kind": "PARENT", "guardian-permits": "no"})
    assert "look at the fields marked below" in refused(page)
    page = desk.submit("/desk/testimonies/T12/guardians", 'form[action="/desk/testimonies/T12/guardians"]',
                       **{"guardian-kind": "PARENT", "guardian-permits": "no", "guardian-conflict_of_interest": "NONE"})
    assert "Guardians disagree" in page.select_one(".alert-danger").text
    cutout = next(c for c in queries.cutouts(queries.exhibition("demo")) if c.testimony.code == "T12")
    assert "GUARDIAN_CONFLICT" in sign_in("curator").page(f"/desk/cutouts/{cutout.id}").select_one(".verdict-no").text
    added = queries.testimony("T12").person.guardians[-1]
    page = desk.submit("/desk/testimonies/T12/guardians", f'form[action="/desk/guardians/{added.id}/end"]')
    assert "does not speak for the child any more" in said(page) and not page.select(".alert-danger")


def test_siblings_and_peers_must_be_thought_of(sign_in):
    desk = sign_in("officer")
    fields = {"best-decided_by": "child-protection officer", "best-favourable": "yes"}
    page = desk.submit("/desk/testimonies/T11/guardians", 'form[action="/desk/testimonies/T11/best-interests"]', 422, **fields)
    assert "Please fill this in" in page.text
    page = desk.submit("/desk/testimonies/T11/guardians", 'form[action="/desk/testimonies/T11/best-interests"]', **fields, **{"best-no_risk_to_others": "no"})
    assert "may be put at risk" in page.text
    assert "NO_GUARDIAN" in sign_in("curator").page("/desk/testimonies/T11").text


def paper(desk: Visitor, path: str = "/desk/testimonies/T13/quick", status: int = 200, **changes):
    notice = next(row for row in records.notices() if row.language == "ru")
    head = {"notice_id": str(notice.id), "controller": "house-of-voices", "language": "ru", "on": "2026-01-15", "method": "SIGNED_PAPER", "indicated_by": "SUBJECT",
            "assistance_independent": "y", "held_by": "open-door", "sha256": "b" * 64}
    return desk.submit(path, "form.quick", status, **{**head, **UNDERSTOOD, **changes})


def test_a_paper_is_entered_by_its_number_line_by_line(sign_in):
    testimony, notice = queries.testimony("T13"), next(row for row in records.notices() if row.language == "ru")
    number = new_form_number(testimony, ["WEB_STORY", "AUD_ACTOR", "TRANSLATE:fr"], notice, "ru", "caseworker@demo.example", notice.valid_from)
    desk = sign_in("caseworker")
    path = f"/desk/testimonies/T13/quick?form={number.lower()}"
    page = desk.page(path)
    assert [row.select_one("legend").text.split()[0] for row in page.select(".answer-lines")[1].select("fieldset")] == ["5", "14", "21"], "the numbers on the paper"
    assert page.select_one(f'#notice_id option[value="{notice.id}"]').has_attr("selected")
    page = paper(desk, path, **{"lines-0-answer": "given", "lines-1-answer": "refused", "lines-2-answer": "deferred", "lines-0-until": "2099-01-01"})
    assert "Everything on this paper is entered: 3 answers." in said(page)
    db.session.expire_all()
    made = records.records_of(queries.testimony("T13"))[0]
    assert {(g.permission, g.scope): g.state for g in made.grants} == {("WEB_STORY", None): "given", ("AUD_ACTOR", None): "refused", ("TRANSLATE", "fr"): "deferred"}
    assert made.form_number == number and made.evidence[0].sha256 == "b" * 64 and made.understanding[0].complete
    again = paper(desk, path, 422, **{"lines-0-answer": "given"})
    assert f"The form {number} was entered already" in refused(again)


def test_a_wrong_line_keeps_everything_typed_and_saves_nothing(sign_in):
    desk, before = sign_in("caseworker"), len(records.records_of(queries.testimony("T13")))
    page = paper(desk, status=422, **{"lines-0-answer": "given", "more-0-permission": "LOAN_PARTNER", "more-0-answer": "given"})
    assert "LOAN_PARTNER needs a scope" in refused(page)
    assert page.select_one('input[name="lines-0-answer"][value="given"]').has_attr("checked") and page.select_one("#sha256")["value"] == "b" * 64
    assert page.select_one('input[name="knows_risk"][value="yes"]').has_attr("checked") and page.select_one('#more-0-permission option[value="LOAN_PARTNER"]').has_attr("selected")
    assert len(records.records_of(queries.testimony("T13"))) == before
    assert "No form ZZZZ-ZZZZ was printed" in desk.client.get("/desk/testimonies/T13/quick?form=zzzzzzzz").get_data(as_text=True)


@pytest.mark.parametrize(("role", "button", "state", "words"), [
    ("administrator", "revoke", "revoked", "Taken back by the organisation"), ("officer", "invalidate", "invalidated", "Declared invalid")])
def test_the_organisation_and_the_officer_end_with_a_reason(sign_in, role, button, state, words):
    grant = next(g for g in queries.testimony("T01").grants if g.permission == "WEB_STORY")
    form = f'form[action="/desk/permissions/{grant.id}/{button}"]'
    desk = sign_in(role)
    assert "Give the reason" in refused(desk.submit("/desk/testimonies/T01/consent", form, reason=" "))
    assert words in said(desk.submit("/desk/testimonies/T01/consent", form, reason="the hall is no longer safe"))
    db.session.expire_all()
    assert next(g for g in queries.testimony("T01").grants if g.id == grant.id).state == state
    assert not sign_in("curator").page("/desk/testimonies/T01/consent").select(f'form[action$="/{button}"]')


def test_an_account_belongs_to_an_organisation(sign_in):
    page = sign_in("administrator").submit("/desk/accounts", 'form[action="/desk/accounts/verifier@demo.example/organisation"]', organisation="bridge-legal-aid")
    row = next(row for row in page.select("tbody tr") if "verifier@demo.example" in row.text)
    assert row.select_one('option[value="bridge-legal-aid"]').has_attr("selected")


def test_the_consent_page_says_what_each_permission_stands_on(sign_in):
    page = sign_in("curator").page("/desk/testimonies/T01/consent")
    article = page.select_one("article.permission")
    assert "notice, version 2" in article.text and "understood" in article.text and "evidence" in article.text and article.select_one('a[href*="/records/"]')
    links = {a["href"] for a in page.select(".page-links a")}
    assert {"/desk/testimonies/T01/records", "/desk/testimonies/T01/person"} <= links and "/desk/testimonies/T01/guardians" not in links


def test_a_person_who_agreed_to_much_costs_as_many_statements_as_one_who_agreed_to_little(sign_in, demo_app):
    desk, costs = sign_in("verifier"), []
    for code in ("T13", "T01"):
        assert len(queries.testimony(code).grants) == {"T13": 7, "T01": 13}[code]
        with statements() as seen:
            desk.page(f"/desk/testimonies/{code}/consent")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 28, costs
