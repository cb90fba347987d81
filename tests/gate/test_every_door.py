"""Every address there is: one that shows words of a story has asked the gate, or is a room where the words are worked on, with the reason."""
from __future__ import annotations

import pytest

from exhibit.actions.accounts import ROLES, add_user
from exhibit.store import queries
from tests.gate.samples import EVERYBODY, MAKE, PAPERS, samples
from tests.gate.words import fragments, tells, watched
from tests.support.desk import PASSWORD, Visitor

WORKROOMS = {  # endpoint -> why words may be seen here without a question: nobody outside the house, or the person herself
    "desk.testimony": "the texts of one testimony, for those who write and check them",
    "desk.text": "where a text is written",
    "desk.text_facts": "where the facts in a text are marked",
    "desk.translation": "where an approved text is translated",
    "desk.back_translation": "where a translation is brought back into the person's language, to be read to her",
    "desk.worksheet": "where a source becomes a text that leads to nobody",
    "desk.look": "where a second person looks at a text before anybody outside may",
    "desk.compare": "where two versions of a text are compared",
    "desk.margin_notes": "where the notes in a text's margin are answered",
    "desk.uniqueness": "where somebody looks at the facts together",
    "desk.recording_file": "where a reading is heard before the person's yes to it is written down",
    "desk.choose_testimony": "where a curator chooses what the gate is then asked about",
}
HERSELF = {  # endpoint -> why words go to the person herself without a question
    "approve.read": "she reads her own words by a link of her own, before anybody else may",
    "desk.export_person_file": "her own file, for herself (GDPR 15, 20); the history says who took it out",
}
WORDLESS = {  # endpoint -> what its picture or PDF is, since it holds no story
    "desk.receipt_of_a_stop": "what is done after a stop: kinds, cities, dates",
    "desk.take_down_pdf": "numbers of boards that must come down",
    "desk.walk_pdf": "numbers of boards met on a walk",
    "desk.back_label": "the code on the back, for the crew",
    "desk.proof": "the photograph of an empty place",
}
LAST = ("stop", "erase", "remove", "revoke", "invalidate", "hold", "end", "close", "logout")  # what closes something is tried after what opens something


def somebody_with_every_role(app) -> Visitor:
    add_user(EVERYBODY, list(ROLES), PASSWORD)
    desk = Visitor(app)
    desk.sign_in(EVERYBODY)
    return desk


def test_no_address_shows_words_without_asking(demo_app, monkeypatch):
    desk, known, given = somebody_with_every_role(demo_app), fragments(), samples(demo_app)
    silent, seen = [], set()
    for rule in demo_app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        for values in given.of(rule):
            with demo_app.test_request_context(), watched(monkeypatch) as asked:
                address = demo_app.url_map.bind("").build(rule.endpoint, values)
                answer = desk.client.get(address)
            shown = answer.status_code < 400 and tells(answer.get_data(), answer.mimetype, known)
            if shown and rule.endpoint not in WORDLESS:
                seen.add(rule.endpoint)
                if not asked and rule.endpoint not in WORKROOMS:
                    silent.append(address)
    assert not silent, f"these showed words and never asked the gate: {silent}"
    assert set(WORKROOMS) <= seen, f"no words there any more, take them off the list: {set(WORKROOMS) - seen}"
    assert {"visit.story", "desk.preview", "desk.cutout_picture", "desk.pack_download"} <= seen


def test_no_button_hands_words_out_without_asking(demo_app, monkeypatch):
    """Every change there is, sent with nothing but its token: whatever comes back with words on it has asked."""
    desk, known, given = somebody_with_every_role(demo_app), fragments(), samples(demo_app)
    token = desk.page("/desk/accounts").select_one('[name="csrf_token"]')["value"]
    silent = []
    rules = sorted((rule for rule in demo_app.url_map.iter_rules() if "POST" in rule.methods), key=lambda rule: (rule.endpoint.split(".")[1].startswith(LAST), rule.rule))
    for rule in rules:
        for values in given.of(rule):
            address = demo_app.url_map.bind("").build(rule.endpoint, values, "POST")
            with watched(monkeypatch) as asked:
                answer = desk.client.post(address, data={"csrf_token": token})
            if answer.status_code == 200 and not asked and rule.endpoint not in {**WORKROOMS, **HERSELF} and tells(answer.get_data(), answer.mimetype, known):
                silent.append(address)
    assert not [address for address in silent if not address.endswith(PAPERS)], silent


@pytest.mark.parametrize("endpoint", sorted(MAKE))
def test_nothing_is_made_without_asking(demo_app, monkeypatch, endpoint):
    """What is handed out by pressing a button: print files, packs, files of one person."""
    desk, known = somebody_with_every_role(demo_app), fragments()
    page, form, changes = MAKE[endpoint](queries.exhibition("demo"))
    with watched(monkeypatch) as asked:
        answer = desk.press(page, form, **changes)
    assert answer.status_code == 200 and tells(answer.get_data(), answer.mimetype, known)
    assert asked
