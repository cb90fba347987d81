"""What the house has closed stays closed for every story; it can open nothing."""
from __future__ import annotations

from dataclasses import replace

import pytest

from exhibit.actions.gate import page_decision
from exhibit.errors import WrongUse
from exhibit.settings import load_settings
from exhibit.store import queries


def test_a_use_the_house_has_closed_is_a_no_and_others_are_as_before(demo_app, now):
    testimony = queries.testimony("T01")
    assert page_decision(testimony, "ar", now, country="BE").allowed
    demo_app.config["EXHIBIT"] = replace(demo_app.config["EXHIBIT"], closed_uses=frozenset({"WEB_PAGE"}))
    assert page_decision(testimony, "ar", now, "WEB_PAGE", "BE").reasons == ("POLICY",)
    assert page_decision(testimony, "ar", now, "QR_TARGET", "BE").allowed
    assert page_decision(queries.testimony("T10"), "ar", now, "WEB_PAGE", "BE").reasons != ("POLICY",)


def test_a_typing_mistake_does_not_leave_a_use_open(tmp_path):
    found = load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_CLOSED_USES": "social_post, PRESS_PACK"})
    assert found.closed_uses == {"SOCIAL_POST", "PRESS_PACK"}
    with pytest.raises(WrongUse, match="EXHIBIT_CLOSED_USES names SOCIALPOST, which is no kind of use"):
        load_settings({"EXHIBIT_INSTANCE": str(tmp_path), "EXHIBIT_CLOSED_USES": "SOCIALPOST"})
