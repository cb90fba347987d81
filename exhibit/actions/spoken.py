"""What is on file, in the person's own language and in words that give nothing away: permissions, where things are shown, what follows a stop."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from babel import Locale

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.pictograms import OF_PERMISSION, OF_USE
from exhibit.consent.receipt import Line
from exhibit.consent.uses import is_thing, still_out
from exhibit.consent.withdrawal import HOLD, OUTCOMES
from exhibit.consent.words import gives_away, permission_label, word, words_language
from exhibit.store.papers import find_exhibition
from exhibit.store.tables import Exhibition, Grant, Testimony, UseRecord, Withdrawal, WithdrawalTask
from exhibit.store.uses import ledger_of, withdrawals
from exhibit.story import labels

ANSWERS = {"given": "YES", "confirmed": "YES", "renewed": "YES", "update_required": "YES", "refused": "NO", "requested": "LATER", "deferred": "LATER"}
LABEL_OF_USE = {
    "CUTOUT_COPY": "PRT_CUTOUT", "QR_TARGET": "WEB_STORY", "WEB_PAGE": "WEB_STORY", "WEB_LIST": "WEB_LIST", "SEARCH_INDEX": "WEB_INDEX",
    "WEB_ARCHIVE": "WEB_ARCHIVE", "PREVIEW_CARD": "WEB_PREVIEW", "PANEL": "PRT_PANEL", "BROCHURE": "PRT_BROCHURE", "AUDIO": "AUD_ACTOR", "SIGN_VIDEO": "AUD_ACTOR", "EASY_READ": "EDIT_SHORT",
    "SOCIAL_POST": "SOC_ORG", "PRESS_PACK": "PRESS_FULL", "EXPORT": "LOAN_PARTNER", "LOAN": "LOAN_PARTNER", "STATIC_BUILD": "WEB_STORY", "API": "WEB_STORY",
}
"""Which plain words name a use: those of the permission it first of all relies on."""
SAID: dict[str, str | None] = {
    "GO_DARK": "off", "CANCEL_PRINT": "off", "REBUILD": "off", "TAKE_DOWN": "down", "DELETE_POST": "down", "RECALL": "back", "DELIST": "told",
    "ASK_ARCHIVE": "told", "STOP_STOCK": "told", "TELL_RECIPIENT": "told", "PRINT_FILES": "told", "WORKING_FILES": "told",
    "APPROVALS": None, "DRAFTS": None, "BACKUPS": None, "PURGE": None,
}
"""What a task is called on the person's page (`page.toml`); None: housekeeping that says nothing to her."""


@dataclass(frozen=True, slots=True)
class PlainUse:
    """One place where something is shown: pictogram, words, city, days, language, number of copies. Nothing else."""

    pictogram: str
    label: str
    city: str
    days: str
    language: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class PlainGrant:
    """One permission that can be stopped, and what stands on it."""

    uid: str
    pictogram: str
    label: str
    scope: str
    until: str
    uses: tuple[PlainUse, ...]


@dataclass(frozen=True, slots=True)
class PlainTask:
    """One thing that is done after a stop, to `copies` things alike. `lost`: it could not be taken back."""

    pictogram: str
    label: str
    city: str
    what: str
    when: str
    lost: bool
    copies: int = 1


def scope_words(grant: Grant, language: str) -> str:
    """The scope of a permission on file, in words."""
    return words_of_scope(grant.permission, grant.scope or "", language)


def words_of_scope(permission: str, scope: str, language: str) -> str:
    """The scope as a person says it: a language, a country, a city with its days, an organisation whose name gives nothing away."""
    parameter = PERMISSIONS[permission].parameter
    return SCOPES[parameter](scope, language) if parameter else ""


def _language(code: str, _reader: str) -> str:
    return labels.language_name(code)


def _country(code: str, reader: str) -> str:
    return Locale.parse(words_language(reader)).territories.get(code, code)


def _event(slug: str, reader: str) -> str:
    found = find_exhibition(slug)
    return f"{found.city}, {days_of(found, reader)}" if found else ""


def _neutral(text: str, _reader: str) -> str:
    return "" if gives_away(text) else text


SCOPES = {"language": _language, "country": _country, "exhibition": _event, "organisation": _neutral}


def days_of(exhibition: Exhibition, language: str) -> str:
    """First and last day in the language."""
    first, last = (labels.day(day, language) for day in (exhibition.starts_on, exhibition.ends_on))
    return first if first == last else f"{first} – {last}"


def last_day(end: datetime) -> date:
    """The last day on which something that ends at `end` still holds."""
    return (end - timedelta(seconds=1)).date()


def lines_of(testimony: Testimony, language: str, now: datetime) -> tuple[Line, ...]:
    """Every permission that was asked about and has not ended, as it stands on a receipt."""
    return tuple(
        Line(grant.uid, permission_label(grant.permission, language), scope_words(grant, language), ANSWERS[grant.state_at(now)],
             PERMISSIONS[grant.permission].reversibility, grant.valid_until if ANSWERS[grant.state_at(now)] == "YES" else None)
        for grant in testimony.grants if grant.state_at(now) in ANSWERS)


def grants_to_stop(testimony: Testimony, language: str, now: datetime) -> tuple[PlainGrant, ...]:
    """What the person said yes to and can stop, with the places that stand on it; a yes that was renewed is said once."""
    shown = [use for use in ledger_of(testimony) if still_out(use.kind, use.status)]
    newest = {(grant.permission, grant.scope): grant for grant in testimony.grants if ANSWERS.get(grant.state_at(now)) == "YES"}
    return tuple(_plain_grant(grant, shown, language) for grant in newest.values())


def _plain_grant(grant: Grant, uses: list[UseRecord], language: str) -> PlainGrant:
    until = labels.day(last_day(grant.valid_until), language) if grant.valid_until else ""
    alike = {row.uid for row in grant.testimony.grants if (row.permission, row.scope) == (grant.permission, grant.scope)}
    counted = Counter(_plain_use(use, language) for use in uses if alike & set(use.grant_ids))
    return PlainGrant(grant.uid, OF_PERMISSION[grant.permission], permission_label(grant.permission, language), scope_words(grant, language), until,
                      tuple(replace(use, copies=count) for use, count in counted.items()))


def _plain_use(use: UseRecord, language: str) -> PlainUse:
    hall = use.exhibition
    days = days_of(hall, language) if hall else labels.day(use.at.date(), language)
    return PlainUse(OF_USE[use.kind], permission_label(LABEL_OF_USE[use.kind], language), hall.city if hall else "", days, labels.language_name(use.language))


def tasks_after_stops(testimony: Testimony, language: str) -> tuple[PlainTask, ...]:
    """The receipt of a stop: each use, what is done, by when or since when, and what could not be undone. The newest stop first."""
    stops = [found for found in withdrawals(testimony=testimony) if found.cause != HOLD]  # a hold is no stop of hers: whoever has her number learns of none
    return tuple(replace(task, copies=count) for found in stops for task, count in _counted(found, language).items())


def _counted(found: Withdrawal, language: str) -> Counter[PlainTask]:
    """What is said of one stop, things alike together; pages in several languages are one page to the person."""
    told = [task for task in found.tasks if task.use and SAID[task.action]]
    counted = Counter(_plain_task(task, language) for task in told if is_thing(task.use.kind))
    return counted + Counter(dict.fromkeys((_plain_task(task, language) for task in told if not is_thing(task.use.kind)), 1))


def _plain_task(task: WithdrawalTask, language: str) -> PlainTask:
    use = _plain_use(task.use, language)
    done = task.done_at is not None
    when = word("page", language, "done_day" if done else "by_day", date=labels.day((task.done_at or task.due_at).date(), language))
    return PlainTask(use.pictogram, use.label, use.city, word("page", language, SAID[task.action] or "off"), when, done and not OUTCOMES[task.outcome].good)
