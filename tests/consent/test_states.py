"""The table of states and the rules of each move."""
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from exhibit.consent.states import (
    COOLING_OFF,
    DPV_STATUS,
    ENTERED_BY,
    FINAL,
    PUBLISHABLE,
    TRANSITIONS,
    State,
    TransitionRefused,
    check_transition,
    may_move,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)
MOVES = """
not_asked: requested withdrawn
requested: given refused deferred withdrawn
deferred: requested withdrawn
refused: requested withdrawn
given: confirmed renewed withdrawn invalidated expired
confirmed: renewed update_required expired withdrawn revoked invalidated
renewed: renewed update_required expired withdrawn revoked invalidated
update_required: renewed withdrawn expired
expired: requested withdrawn
withdrawn:
revoked:
invalidated:
"""


@pytest.mark.parametrize("line", MOVES.split("\n")[1:-1])
def test_each_state_may_become_exactly_these(line):
    current, _, wanted = line.partition(":")
    assert {s.value for s in State if may_move(State(current), s)} == set(wanted.split())


def test_every_state_has_a_row_everywhere():
    assert len(State) == 12
    assert set(DPV_STATUS) == set(ENTERED_BY) == set(TRANSITIONS) == set(State)
    assert PUBLISHABLE == {State.CONFIRMED, State.RENEWED}


@pytest.mark.parametrize("state", [s for s in State if s not in FINAL])
def test_a_person_may_stop_at_any_time_without_anybody(state):
    check_transition(state, State.WITHDRAWN, now=NOW, occurred_at=NOW)


@pytest.mark.parametrize(("current", "wanted", "facts", "sentence"), [
    (State.WITHDRAWN, State.REQUESTED, {}, "record a new permission instead"),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "a", "given_at": LONG_AGO}, "Another person"),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "", "given_at": LONG_AGO}, "Another person"),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "b", "curator": "b", "given_at": LONG_AGO}, "The curator"),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "b", "given_at": NOW - timedelta(hours=71)}, "72 hours"),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "b"}, "No yes is on file"),
    (State.GIVEN, State.RENEWED, {"recorder": "a", "verifier": "b", "given_at": LONG_AGO}, "never confirmed"),
    (State.CONFIRMED, State.WITHDRAWN, {"occurred_at": NOW + timedelta(seconds=1)}, "future"),
    (State.CONFIRMED, State.WITHDRAWN, {"occurred_at": LONG_AGO - timedelta(days=1), "given_at": LONG_AGO}, "earlier than the permission"),
    (State.REFUSED, State.REQUESTED, {"indicated_by": "CONTROLLER"}, "Only the person"),
])
def test_a_forbidden_move_says_why(current, wanted, facts, sentence):
    with pytest.raises(TransitionRefused) as refused:
        check_transition(current, wanted, now=NOW, **facts)
    assert sentence in refused.value.sentence


@pytest.mark.parametrize(("current", "wanted", "facts"), [
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "b", "given_at": NOW - COOLING_OFF}),
    (State.GIVEN, State.CONFIRMED, {"recorder": "a", "verifier": "b", "given_at": NOW, "cooling_off": timedelta()}),
    (State.GIVEN, State.RENEWED, {"recorder": "a", "verifier": "b", "given_at": LONG_AGO, "confirmed_at": LONG_AGO}),
    (State.CONFIRMED, State.EXPIRED, {"occurred_at": NOW + timedelta(days=90)}),
    (State.REFUSED, State.REQUESTED, {"indicated_by": "SUBJECT"}),
])
def test_an_allowed_move_passes(current, wanted, facts):
    check_transition(current, wanted, now=NOW, **facts)


class OnePermission(RuleBasedStateMachine):
    """A permission pushed about by everybody at once, the clock running."""

    @initialize()
    def begin(self):
        self.state, self.now, self.given_at, self.confirmed_at = State.NOT_ASKED, NOW, None, None
        self.stopped = False

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(wanted=st.sampled_from([s for s in State if s not in PUBLISHABLE]))
    def somebody_writes(self, wanted):
        before = self.state
        if self._try(wanted):
            self.given_at = self.now if wanted is State.GIVEN else self.given_at
            assert wanted in TRANSITIONS[before]

    @rule(wanted=st.sampled_from(sorted(PUBLISHABLE)), verifier=st.sampled_from(["recorder", "verifier", ""]))
    def somebody_confirms(self, wanted, verifier):
        if self._try(wanted, verifier=verifier):
            assert verifier == "verifier" and self.now - self.given_at >= COOLING_OFF
            assert wanted is State.CONFIRMED or self.confirmed_at
            self.confirmed_at = self.now

    @precondition(lambda self: self.state not in FINAL)
    @rule()
    def the_person_can_always_stop(self):
        assert may_move(self.state, State.WITHDRAWN)

    @invariant()
    def nothing_opens_without_a_yes_and_nothing_leaves_a_final_state(self):
        assert self.state not in PUBLISHABLE or (self.given_at and self.confirmed_at)
        assert not self.stopped or self.state in FINAL
        self.stopped = self.state in FINAL

    def _try(self, wanted, verifier=""):
        try:
            check_transition(self.state, wanted, now=self.now, given_at=self.given_at, confirmed_at=self.confirmed_at, recorder="recorder",
                             verifier=verifier, occurred_at=self.now)
        except TransitionRefused as refused:
            assert refused.sentence.endswith(".")
            return False
        self.state = wanted
        return True


TestOnePermission = OnePermission.TestCase
TestOnePermission.settings = settings(deadline=None, max_examples=60, stateful_step_count=40)
