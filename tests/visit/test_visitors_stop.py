"""A quiet way to stop: one choice, no word, no cookie; dark at once and everywhere; two of the house look at it."""
from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text

from exhibit.actions import holds
from exhibit.actions.accounts import add_user
from exhibit.app import create_app
from exhibit.store import db, ledger, queries
from exhibit.store.tables import ConsentEvent
from exhibit.story import labels
from exhibit.web.visit import stopping
from exhibit.web.visit.pace import Pace
from tests.support.desk import Visitor
from tests.visit.conftest import EXPIRED, OPEN, WITHDRAWN


def stop(visitor, code: str, why: str = "MINE", language: str = "en", **headers: str):
    return visitor.client.post(f"/{code}/{language}/stop", data={"why": why}, headers={name.replace("_", "-"): value for name, value in headers.items()})


def text_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def entries() -> list[ConsentEvent]:
    return list(db.session.scalars(db.select(ConsentEvent).where(ConsentEvent.kind == "HOLD").order_by(ConsentEvent.seq)))


def test_from_the_end_of_the_story_to_dark(visitor, codes):
    """As somebody would do it without script: the link, a choice, the button."""
    code = codes[OPEN]
    link = text_of(visitor.get(f"/{code}/en")).select_one(".quiet a")
    assert link.text == "Is this your story, or do you know whose it is? You can stop it."
    form = visitor.page(link["href"])
    assert not form.select("textarea, input[type=text], input[type=email], input[type=tel]"), "nobody is asked for a word"
    assert [choice["value"] for choice in form.select("input[type=radio]")] == ["MINE", "KNOWN", "FOUND"] and not form.select("input[checked]")
    answer = visitor.press(link["href"], "main form", why="FOUND")
    done = text_of(answer)
    assert answer.status_code == 200 and done.h1.text == "This story has gone dark" and "Set-Cookie" not in answer.headers
    assert [way.text.split(":")[0] for way in done.select("main section:not(.help) li")] == ["With your card", "Through your caseworker", "By telephone"]
    assert not done.select("form") and "Amina" not in done.text and "passport" not in done.text
    for path in (f"/{code}", f"/{code}/ar", f"/{code}/en/text", f"/{code}/en/easy", f"/{code}/en/stop"):
        assert visitor.get(path).status_code == 404, path


@pytest.mark.parametrize(("why", "says"), [("MINE", "this is my story"), ("KNOWN", "I know this person"), ("FOUND", "something here could get somebody found")])
def test_what_is_on_file_afterwards(visitor, codes, why, says):
    before = ledger.epoch()
    stop(visitor, codes[OPEN], why)
    testimony = queries.testimony(OPEN)
    assert testimony.hold == "REQUEST_PENDING" and says in testimony.hold_reason and ledger.epoch() > before
    made = entries()[-1]
    assert (made.recorded_by, made.indicated_by, made.state, made.details) == ("VISITOR", "VISITOR", "REQUEST_PENDING", {"choice": why, "copy": codes[OPEN]})
    assert all(grant.state in ("confirmed", "renewed", "refused") for grant in testimony.grants), "what the person decided is not touched"


def test_again_changes_nothing_and_what_is_dark_or_unknown_is_neutral(visitor, codes):
    neutral = visitor.get("/ZZZZZZ/en")
    stop(visitor, codes[OPEN], "MINE")
    epoch, count, reason = ledger.epoch(), len(entries()), queries.testimony(OPEN).hold_reason
    for code in (codes[OPEN], codes[WITHDRAWN], codes[EXPIRED], "ZZZZZZ"):
        answer = stop(visitor, code, "KNOWN")
        assert (answer.status_code, answer.data, list(answer.headers)) == (404, neutral.data, list(neutral.headers)), code
    assert (ledger.epoch(), len(entries()), queries.testimony(OPEN).hold_reason) == (epoch, count, reason)


@pytest.mark.parametrize("why", ["", "EVERYTHING", "mine"])
def test_without_a_choice_nothing_is_stopped_and_the_page_says_so(visitor, codes, why):
    answer = stop(visitor, codes[OPEN], why)
    page = text_of(answer)
    assert answer.status_code == 422 and page.select_one("[role=alert]").text == "Please choose one of the three. Nothing has been stopped yet." and page.form
    assert queries.testimony(OPEN).hold == "NONE" and visitor.get(f"/{codes[OPEN]}").status_code == 200


def test_another_application_goes_dark_as_well(demo_app, visitor, codes):
    second = create_app(demo_app.config["EXHIBIT"], doors=("visit",))
    other, path = Visitor(second), f"/{codes[OPEN]}/en"
    assert [person.get(path).status_code for person in (visitor, other)] == [200, 200]
    assert stop(other, codes[OPEN]).status_code == 200
    assert [person.get(path).status_code for person in (visitor, other)] == [404, 404]
    with second.app_context():
        db.engine.dispose()


def test_a_form_on_another_site_cannot_stop_in_somebodys_name(visitor, codes):
    assert stop(visitor, codes[OPEN], Sec_Fetch_Site="cross-site").status_code == 404
    assert queries.testimony(OPEN).hold == "NONE"
    assert stop(visitor, codes[OPEN], Sec_Fetch_Site="same-origin").status_code == 200


@pytest.mark.parametrize(("origin", "status"), [("https://elsewhere.example", 404), ("http://localhost.elsewhere.example", 404), ("null", 200), ("http://localhost", 200), ("http://127.0.0.1:8000", 200)])
def test_an_older_telephone_says_in_origin_whose_form_it_was(visitor, codes, origin, status):
    assert stop(visitor, codes[OPEN], Origin=origin).status_code == status
    assert queries.testimony(OPEN).hold == ("NONE" if status == 404 else "REQUEST_PENDING")


def test_a_choice_is_short(visitor, codes):
    answer = visitor.client.post(f"/{codes[OPEN]}/en/stop", data={"why": "MINE", "more": "x" * 2_000})
    assert answer.status_code == 422 and queries.testimony(OPEN).hold == "NONE"


def test_a_hall_is_not_darkened_in_one_walk(visitor, codes):
    """Three an hour from one network; then a sentence with the other ways, and nothing lost."""
    answers = [stop(visitor, codes[one]) for one in ("T01", "T02", "T03", "T04")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    page = text_of(answers[-1])
    assert page.select_one("[role=alert]").text.startswith("Several stories were stopped from this network") and len(page.select("main section:not(.help) li")) == 3
    assert queries.testimony("T04").hold == "NONE"


def test_the_form_may_be_sent_here_and_nowhere_else(visitor, codes):
    policy = visitor.get(f"/{codes[OPEN]}/en/stop").headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy and policy.startswith("default-src 'none'") and "form-action 'none'" in visitor.get(f"/{codes[OPEN]}/en").headers["Content-Security-Policy"]


def test_what_cannot_be_written_is_said(demo_app, visitor, codes):
    db.session.execute(text('ALTER TABLE "consent_event" RENAME TO "consent_event_gone"'))
    db.session.commit()
    answer = stop(visitor, codes[OPEN])
    assert answer.status_code == 503 and visitor.get(f"/{codes[OPEN]}/en").status_code == 200


def test_two_of_the_house_show_it_again_and_the_desk_says_what_was_asked(sign_in, visitor, codes, now):
    stop(visitor, codes[OPEN], "KNOWN")
    desk = sign_in("curator").page("/desk/")
    told = desk.select_one("#requests").find_parent("section")
    assert "A visitor says: I know this person." in told.text and told.a.text == "Amina"
    assert "A visitor says: I know this person" in sign_in("verifier").page(told.a["href"]).select_one("main").text
    holds.set_hold(queries.testimony(OPEN), "NONE", "", "verifier@demo.example", now)
    assert visitor.get(f"/{codes[OPEN]}").status_code == 404
    add_user("second.verifier@demo.example", ["verifier"])
    holds.set_hold(queries.testimony(OPEN), "NONE", "", "second.verifier@demo.example", now)
    assert visitor.get(f"/{codes[OPEN]}").status_code == 200
    assert not sign_in("curator").page("/desk/").select("#requests")


@pytest.mark.parametrize("language", ["ar", "en", "fr", "nl"])
def test_every_word_of_it_in_the_language_of_the_story(visitor, codes, language):
    page = visitor.page(f"/{codes[OPEN]}/{language}/stop")
    assert page.html["lang"] == language and page.h1.text == labels.label(language, "stop_title")
    done = text_of(stop(visitor, codes[OPEN], language=language))
    assert done.html["lang"] == language and done.h1.text == labels.label(language, "stop_done")


def test_a_pace_forgets():
    clock = [0.0]
    pace = Pace(2, 60, lambda: clock[0])
    assert [pace.take("203.0.113.0/24") for _ in range(3)] == [True, True, False] and pace.take("203.0.114.0/24")
    pace.give_back("203.0.113.0/24")
    assert pace.take("203.0.113.0/24") and not pace.take("203.0.113.0/24"), "what came to nothing does not count"
    clock[0] = 61
    assert pace.take("198.51.100.0/24") and len(pace) == 1, "nothing of the others is remembered"


def test_many_at_once_are_not_more_than_one_after_the_other(visitor, codes, monkeypatch):
    """Each is counted before it is done: while the first three are being written, the fourth is told no."""
    answers, real = [], stopping.ask_to_stop

    def slowly(code, *told):
        waiting = [one for one in ("T02", "T03", "T04") if codes[one] not in asked]
        if waiting:
            asked.append(codes[waiting[0]])
            answers.append(stop(visitor, codes[waiting[0]]).status_code)
        return real(code, *told)

    asked: list[str] = []
    monkeypatch.setattr(stopping, "ask_to_stop", slowly)
    answers.append(stop(visitor, codes["T01"]).status_code)
    assert sorted(answers) == [200, 200, 200, 429] and queries.testimony("T04").hold == "NONE"
