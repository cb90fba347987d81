"""A story with every permission its use needs, and one change for each reason code that closes it again."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from exhibit.consent.gate import may_use
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import Decision, Grant, Guardian, Story, Use, UseKind
from exhibit.consent.requirements import IN_A_HALL, REQUIRED, needs
from exhibit.consent.states import State

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOLD = frozenset({"GENDER", "AGE_BAND", "YEAR"})


@dataclass(frozen=True)
class Scene:
    """One question to the gate, with its answer."""

    story: Story
    use: Use
    grants: tuple[Grant, ...]
    policy: frozenset[UseKind] = frozenset()

    def ask(self, now: datetime = NOW) -> Decision:
        return may_use(self.story, self.use, self.grants, now, policy=self.policy)

    def telling(self, **facts: object) -> Scene:
        return replace(self, story=replace(self.story, **facts))

    def first(self, **facts: object) -> Scene:
        """The first permission on file changed: it is always one the kind of use itself needs."""
        return replace(self, grants=(replace(self.grants[0], **facts), *self.grants[1:]))

    def without(self, *permissions: str) -> Scene:
        return replace(self, grants=tuple(g for g in self.grants if g.permission not in permissions))

    def plus(self, *grants: Grant) -> Scene:
        return replace(self, grants=(*self.grants, *grants))


def grant(permission: str, scope: str | None = None, **facts: object) -> Grant:
    """Said yes forty days ago, confirmed by a second person, good for a year."""
    usual = dict(id=f"{permission}:{scope}", permission=permission, scope=scope, state=State.CONFIRMED, given_at=NOW - 40 * DAY,
                 confirmed_at=NOW - 36 * DAY, valid_from=NOW - 40 * DAY, valid_until=NOW + 300 * DAY, elements=TOLD)
    return Grant(**{**usual, **facts})


def open_scene(kind: UseKind, child: bool = False) -> Scene:
    """An allowed use: a translated text, shown in Belgium, of a person from Nepal exploited in Italy."""
    story = Story(code="T1", language="fr", original_language="ne", approved_by_person=True, age_class="CHILD" if child else "ADULT",
                  majority_at=NOW + 200 * DAY if child else None, child_assent=True if child else None,
                  guardian=Guardian(permits=True) if child else Guardian(), best_interests_until=NOW + 100 * DAY if child else None,
                  origin_country="NP", exploitation_countries=frozenset({"IT"}), elements=TOLD, uniqueness_checked=True)
    use = Use(kind, "fr", "BE", "brussels", NOW + 30 * DAY, partner="museum")
    by = "GUARDIAN" if child else "SUBJECT"
    first_options = [need.options[0] for need in needs(story, use)]
    return Scene(story, use, tuple(grant(o.permission, o.scope, given_by=by) for o in first_options))


def for_children(kind: UseKind) -> bool:
    return all(PERMISSIONS[row[0]].child_allowed for row in REQUIRED[kind])


def in_country(country: str) -> Callable[[UseKind], Scene]:
    def scene(kind: UseKind) -> Scene:
        there = open_scene(kind)
        there = replace(there, use=replace(there.use, country=country)).without("EVENT_COUNTRY")
        return there.plus(grant("EVENT_COUNTRY", country))
    return scene


def child_scene(**facts: object) -> Callable[[UseKind], Scene]:
    return lambda kind: open_scene(kind, child=True).telling(**facts)


def first_row(**facts: object) -> Callable[[UseKind], Scene]:
    return lambda kind: open_scene(kind).first(**facts)


def told(**facts: object) -> Callable[[UseKind], Scene]:
    return lambda kind: open_scene(kind).telling(**facts)


def _forbidden(kind: UseKind) -> Scene:
    return open_scene(kind, child=True)


def _own_photo_of_a_child(kind: UseKind) -> Scene:
    return open_scene(kind, child=True).without("IMG_SILHOUETTE").plus(grant("IMG_OWN_OPEN", given_by="GUARDIAN"))


def _own_voice_of_a_child(kind: UseKind) -> Scene:
    return open_scene(kind, child=True).without("AUD_ACTOR").plus(grant("AUD_OWN", given_by="GUARDIAN"))


def _child_in_country_of_origin(kind: UseKind) -> Scene:
    scene = open_scene(kind, child=True)
    return scene.telling(origin_country="BE").plus(grant("EVENT_ORIGIN", given_by="GUARDIAN"))


# how a kind that children may have comes to rest on something they may not; the other kinds are closed to them as such
CHILD_FORBIDDEN: dict[UseKind, Callable[[UseKind], Scene]] = {
    UseKind.CUTOUT_COPY: _own_photo_of_a_child, UseKind.AUDIO: _own_voice_of_a_child, UseKind.PANEL: _child_in_country_of_origin,
}

# reason code -> how a scene comes to be closed for exactly that reason
CLOSED_BY: dict[str, Callable[[UseKind], Scene]] = {
    "HOLD": told(hold="SAFETY"),
    "WITHDRAWN": first_row(state=State.WITHDRAWN),
    "REVOKED": first_row(state=State.REVOKED),
    "INVALID": first_row(state=State.INVALIDATED),
    "EXPIRED": first_row(valid_until=NOW),
    "UPDATE_REQUIRED": first_row(state=State.UPDATE_REQUIRED),
    "NOT_ASKED": first_row(state=State.REQUESTED, given_at=None, confirmed_at=None),
    "REFUSED": first_row(state=State.REFUSED, given_at=None, confirmed_at=None),
    "UNCONFIRMED": first_row(state=State.GIVEN, confirmed_at=None),
    "COOLING_OFF": first_row(state=State.GIVEN, confirmed_at=None, given_at=NOW - 2 * DAY),
    "NO_ASSENT": child_scene(child_assent=False),
    "NO_GUARDIAN": child_scene(guardian=Guardian()),
    "GUARDIAN_CONFLICT": child_scene(guardian=Guardian(permits=True, disagree=True)),
    "MAJORITY_REACHED": child_scene(majority_at=NOW),
    "CHILD_FORBIDDEN": lambda kind: CHILD_FORBIDDEN.get(kind, _forbidden)(kind),
    "LANG": lambda kind: open_scene(kind).without("TRANSLATE"),
    "COUNTRY": lambda kind: open_scene(kind).without("EVENT_COUNTRY"),
    "EVENT": lambda kind: open_scene(kind).without("EVENT_COUNTRY").plus(grant("EVENT_ONE", "vienna")),
    "ORIGIN_COUNTRY": in_country("NP"),
    "EXPLOIT_COUNTRY": in_country("IT"),
    "ELEMENT": told(elements=TOLD | {"HEALTH"}),
    "NOT_REVIEWED_BY_PERSON": told(approved_by_person=False),
    "UNIQUENESS": told(uniqueness_checked=False),
    "MAX_COPIES": first_row(max_copies=0),
    "EMBARGO": first_row(embargo_until=NOW + DAY),
    "POLICY": lambda kind: replace(open_scene(kind), policy=frozenset({kind})),
}
OF_PLACES = frozenset({"COUNTRY", "EVENT", "ORIGIN_COUNTRY", "EXPLOIT_COUNTRY", "MAX_COPIES"})
OF_CHILDREN = frozenset({"NO_ASSENT", "NO_GUARDIAN", "GUARDIAN_CONFLICT"})


def can_close(kind: UseKind, reason: str) -> bool:
    """Does this reason say anything about this kind of use?"""
    if reason in OF_PLACES:
        return kind in IN_A_HALL
    if reason in OF_CHILDREN:
        return for_children(kind)
    if reason == "CHILD_FORBIDDEN":
        return kind in CHILD_FORBIDDEN or not for_children(kind)
    return True


PAIRS = [(kind, reason) for kind in UseKind for reason in CLOSED_BY if can_close(kind, reason)]
REST = [(kind, reason) for kind in UseKind for reason in CLOSED_BY if not can_close(kind, reason)]
