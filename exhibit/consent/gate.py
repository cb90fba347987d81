"""The gate: may this be shown, here, now? Pure, total, asked by every surface at the moment of use (consent model 3.5).

The steps of RULES are taken in order and the first NO wins: hold, stopped permissions, child rules, the permissions this use
needs, the text and its language, the place, the facts told, the uniqueness check, the organisation's policy. A yes comes only
from the end of the table; nothing in it can open what an earlier step closed. There is no override.

Every datetime is aware (UTC). Rows come oldest first, as they are on file.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from exhibit.consent.children import child_bounds, child_reasons, is_of_age, tells_too_much
from exhibit.consent.records import Decision, Grant, Story, Use, UseKind
from exhibit.consent.requirements import IMAGES, IN_A_HALL, Step, needs, same
from exhibit.consent.standing import STOPPED, Moment, Standing, ends_at, standing
from exhibit.consent.states import COOLING_OFF


@dataclass(frozen=True, slots=True)
class Case:
    """One question to the gate, with how each need stands."""

    story: Story
    use: Use
    now: datetime
    policy: frozenset[UseKind]
    standings: tuple[Standing, ...]

    @property
    def relied(self) -> tuple[Grant, ...]:
        return tuple(s.grant for s in self.standings if s.grant is not None)

    def missing(self, step: Step) -> tuple[str, ...]:
        return tuple(s.reason for s in self.standings if s.need.step is step and s.reason)


def may_use(story: Story, use: Use, grants: Iterable[Grant], now: datetime, *, policy: frozenset[UseKind] = frozenset(),
            cooling_off: timedelta = COOLING_OFF) -> Decision:
    """May `story` be shown as `use` describes at `now`? Absence of a grant is a no; `policy` names kinds of use the house has closed."""
    on_file, at = tuple(grants), Moment(story, use, now, cooling_off)
    case = Case(story, use, now, policy, tuple(standing(need, on_file, at) for need in needs(story, use)))
    requires = tuple((s.option if not s.reason else s.need.options[0]).code for s in case.standings)
    for rule in RULES:
        reasons = rule(case)
        if reasons:
            return Decision(False, tuple(dict.fromkeys(reasons)), (), None, requires)
    return Decision(True, (), tuple(dict.fromkeys(g.id for g in case.relied)), _valid_until(case), requires)


def all_of(decisions: Iterable[Decision]) -> Decision:
    """The answer for something that is several uses at once, as a board in two languages is: a yes only where each is a yes, until the first ends."""
    asked = tuple(decisions)
    requires = tuple(dict.fromkeys(code for one in asked for code in one.requires))
    if not all(one.allowed for one in asked):
        return Decision(False, tuple(dict.fromkeys(reason for one in asked for reason in one.reasons)), (), None, requires)
    ends = [one.valid_until for one in asked if one.valid_until]
    return Decision(True, (), tuple(dict.fromkeys(uid for one in asked for uid in one.grant_ids)), min(ends, default=None), requires)


def _on_hold(case: Case) -> tuple[str, ...]:
    return () if case.story.hold == "NONE" else ("HOLD",)


def _stopped(case: Case) -> tuple[str, ...]:
    return tuple(s.reason for s in case.standings if s.reason in STOPPED.values())


def _child(case: Case) -> tuple[str, ...]:
    return child_reasons(case.story, [s.option.permission for s in case.standings], case.relied, case.now)


def _permissions(case: Case) -> tuple[str, ...]:
    return case.missing(Step.USE)


def _text(case: Case) -> tuple[str, ...]:
    approved = case.story.approved_by_person and same(case.story.language, case.use.language)
    return case.missing(Step.LANGUAGE) + (() if approved else ("NOT_REVIEWED_BY_PERSON",))


def _place(case: Case) -> tuple[str, ...]:
    """An unknown country is a no: the rule about the country of origin cannot be checked."""
    if case.use.kind not in IN_A_HALL:
        return ()
    nowhere = () if case.use.country.strip() else ("COUNTRY",)
    over = case.use.exhibition_ends_at is not None and case.now >= case.use.exhibition_ends_at
    return case.missing(Step.PLACE) + nowhere + (("EVENT",) if over else ())


def _elements(case: Case) -> tuple[str, ...]:
    """Each permission that puts the words before someone must cover every fact the text tells; a picture tells none."""
    telling = [s.grant for s in case.standings if s.need.step is Step.USE and s.grant and s.grant.permission not in IMAGES]
    covered = all(case.story.elements <= grant.elements for grant in telling)
    return () if covered and not tells_too_much(case.story, case.now) else ("ELEMENT",)


def _uniqueness(case: Case) -> tuple[str, ...]:
    return () if case.story.uniqueness_checked else ("UNIQUENESS",)


def _house(case: Case) -> tuple[str, ...]:
    return ("POLICY",) if case.use.kind in case.policy else ()


RULES: tuple[Callable[[Case], tuple[str, ...]], ...] = (
    _on_hold, _stopped, _child, _permissions, _text, _place, _elements, _uniqueness, _house,
)


def _valid_until(case: Case) -> datetime | None:
    """The first moment at which this yes ends by itself."""
    child = not is_of_age(case.story, case.now)
    bounds = [ends_at(g, child=child) for g in case.relied] + list(child_bounds(case.story, case.now))
    if case.use.kind in IN_A_HALL:
        bounds.append(case.use.exhibition_ends_at)
    return min((b for b in bounds if b is not None), default=None)
