"""Everybody pushes at one permission at once, on the real database: what opens, opens rightly; what was stopped, stays stopped."""
from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from exhibit.actions.confirming import confirm_permission
from exhibit.actions.consent import ask_anew, invalidate, revoke, withdraw
from exhibit.actions.gate import page_decision
from exhibit.actions.holds import set_hold
from exhibit.actions.recording import record_permission
from exhibit.consent.chain import Entry, Link, faults
from exhibit.errors import ExhibitError
from exhibit.store import db, ledger, transaction
from exhibit.store.tables import ConsentEvent
from tests.support.scenes import BEFORE, CASEWORKER, CURATOR, VERIFIER, a_record, a_testimony

COOL = 72
PERSON, ORGANISATION, OFFICER = "SUBJECT", "controller@demo.example", "officer@demo.example"


class Permission(RuleBasedStateMachine):
    """One testimony, one kind of page, many hands. `self.yes` are the rows that ought to open: uid -> when the yes was given."""

    @initialize()
    def begin(self):
        self.testimony = a_testimony()
        self.record = a_record(self.testimony)
        self.now, self.given, self.open, self.held = BEFORE, {}, set(), False

    @rule(hours=st.sampled_from([1, 24, 72, 100]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(answer=st.sampled_from(["requested", "given", "refused", "deferred"]))
    def the_person_answers(self, answer):
        row = record_permission(self.testimony, "WEB_STORY", None, answer, None, None, CASEWORKER, self.now, record_id=self.record.id)
        if answer == "given":
            self.given[row.uid] = self.now
        if answer == "refused":
            self.open.clear()

    @precondition(lambda self: self.given)
    @rule(data=st.data(), by=st.sampled_from([CASEWORKER, CURATOR, VERIFIER]))
    def somebody_confirms(self, data, by):
        uid = data.draw(st.sampled_from(sorted(self.given)))
        row = next(g for g in self.testimony.grants if g.uid == uid)
        was = row.state
        try:
            confirm_permission(row.id, by, self.now, COOL)
        except ExhibitError as refused:
            assert refused.sentence.endswith(".") and row.state == was
        else:
            assert by == VERIFIER and was == "given" and self.now - self.given[uid] >= timedelta(hours=COOL)
            self.open.add(uid)

    @precondition(lambda self: self.testimony.grants)
    @rule(data=st.data(), how=st.sampled_from([revoke, invalidate]))
    def somebody_above_ends_it(self, data, how):
        row = data.draw(st.sampled_from(list(self.testimony.grants)))
        try:
            how(row, "a reason", ORGANISATION, self.now)
        except ExhibitError as refused:
            assert refused.sentence.endswith(".")
        else:
            self._gone(row)

    @precondition(lambda self: self.testimony.grants)
    @rule(data=st.data())
    def something_changed(self, data):
        row = data.draw(st.sampled_from(list(self.testimony.grants)))
        with transaction():
            if ask_anew(row, "a new notice", "system", self.now):
                self.open.discard(row.uid)

    @precondition(lambda self: self.testimony.grants)
    @rule(data=st.data())
    def the_person_stops_one(self, data):
        row = data.draw(st.sampled_from(list(self.testimony.grants)))
        withdraw(self.testimony, CURATOR, self.now, grant_id=row.id)
        self._gone(row)

    @rule()
    def the_person_stops_everything(self):
        withdraw(self.testimony, CURATOR, self.now)
        self.open.clear()

    @rule(by=st.sampled_from([CURATOR, CASEWORKER, VERIFIER]))
    def somebody_holds(self, by):
        set_hold(self.testimony, "SAFETY", "", by, self.now)
        self.held = True

    @precondition(lambda self: self.held)
    @rule(two=st.booleans())
    def verifiers_lift(self, two):
        for by in (VERIFIER, OFFICER)[: 1 + two]:
            set_hold(self.testimony, "NONE", "", by, self.now)
        self.held = self.testimony.hold != "NONE"

    def _gone(self, row) -> None:
        """A stop of one row ends every older yes to the same thing as well: only a newer confirmed yes may open it."""
        stopped = self.given.get(row.uid)
        self.open = {uid for uid in self.open if uid != row.uid and stopped is not None and self.given[uid] > stopped}

    @invariant()
    def what_is_open_ought_to_be(self):
        decision = page_decision(self.testimony, "en", self.now, country="BE")
        if decision.allowed:
            assert not self.held and set(decision.grant_ids) <= self.open
        assert not self.held or decision.reasons == ("HOLD",)

    def teardown(self):
        rows = db.session.query(ConsentEvent).order_by(ConsentEvent.seq)
        links = [Link(Entry(**{name: getattr(row, name) for name in Entry.__slots__}), row.prev_hash, row.hash) for row in rows]
        assert list(faults(links, *ledger.head())) == []


def test_many_hands_on_one_permission(app):
    run_state_machine_as_test(Permission, settings=settings(deadline=None, max_examples=15, stateful_step_count=25, suppress_health_check=list(HealthCheck)))
