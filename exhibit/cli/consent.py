"""Asking the gate, and stopping."""
from __future__ import annotations

import sys

import click

from exhibit.cli.terminal import cli, context, moment, now, say, testimony_of
from exhibit.errors import NotFound

KINDS = {"CUTOUT": "CUTOUT_COPY", "PAGE": "WEB_PAGE", "WEB": "WEB_PAGE", "QR": "QR_TARGET"}


@cli.command("may-use")
@click.argument("code")
@click.option("--kind", default="CUTOUT_COPY", show_default=True)
@click.option("--language")
@click.option("--country")
@click.option("--exhibition")
@click.option("--partner", default="", help="Who receives a loan or an export.")
@click.option("--at", help="ISO time; now if left out.")
@click.option("--json", "as_json", is_flag=True)
def may_use(code: str, kind: str, language: str | None, country: str | None, exhibition: str | None, partner: str, at: str | None, as_json: bool) -> None:
    """May this be shown, here, now? On what does it stand, and if not, why not?"""
    from exhibit.actions.gate import answer

    context()
    wanted = kind.upper().replace("-", "_")
    testimony, copy = testimony_of(code)
    decision = answer(testimony, copy, KINDS.get(wanted, wanted), moment(at), language, country, exhibition, partner)
    document = {"allowed": decision.allowed, "reasons": list(decision.reasons), "grant_ids": list(decision.grant_ids),
                "valid_until": decision.valid_until.isoformat() if decision.valid_until else None, "requires": list(decision.requires)}
    say(as_json, document, _in_words(testimony, decision))
    sys.exit(0 if decision.allowed else 1)


def _in_words(testimony, decision) -> str:
    """The answer for a person: why not, or until when and on which permissions it stands."""
    from exhibit.actions.boards import in_words

    if not decision.allowed:
        return "\n".join(("No. " + in_words(decision.reasons), f"Needed: {', '.join(decision.requires)}."))
    rows = {grant.uid: grant for grant in testimony.grants}
    stands_on = [f"  {uid}  {rows[uid].permission}{':' + rows[uid].scope if rows[uid].scope else ''}  {rows[uid].state}" for uid in decision.grant_ids]
    until = f", until {decision.valid_until:%Y-%m-%d %H:%M} UTC" if decision.valid_until else ""
    return "\n".join((f"Yes{until}. It stands on:", *stands_on))


@cli.command()
@click.argument("code")
@click.option("--by", required=True, type=click.Choice(["person", "child", "guardian", "caseworker", "curator", "verifier", "staff"], case_sensitive=False))
@click.option("--reason", default="")
@click.option("--grant", "grant_uid", help="Only this permission, by its code (G...); everything if left out.")
@click.option("--json", "as_json", is_flag=True)
def withdraw(code: str, by: str, reason: str, grant_uid: str | None, as_json: bool) -> None:
    """Darken a story everywhere at once, or stop one permission alone."""
    from exhibit.actions.consent import withdraw as stop

    context()
    testimony, _ = testimony_of(code)
    grant_id = _one_of(testimony, grant_uid) if grant_uid else None
    stopped = stop(testimony, f"command line ({by})", now(), "GUARDIAN" if by == "guardian" else "SUBJECT", reason, grant_id)
    said = f"{stopped} {'permission' if stopped == 1 else 'permissions'} stopped." if stopped else "Everything was stopped already."
    then = "Nothing else was touched." if grant_uid else "Its pages are dark and nothing of it prints any more."
    say(as_json, {"testimony": testimony.code, "stopped": stopped}, f"{testimony.code}: {said} {then}")


def _one_of(testimony, uid: str) -> int:
    found = next((grant.id for grant in testimony.grants if grant.uid == uid.upper()), None)
    if found is None:
        raise NotFound(f"{testimony.code} has no permission {uid}. `exhibit may-use {testimony.code}` names those it stands on.")
    return found
