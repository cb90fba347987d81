"""Asking the gate, and stopping."""
from __future__ import annotations

import sys

import click

from exhibit.cli.terminal import cli, context, moment, now, say, testimony_of
from exhibit.errors import WrongUse

KINDS = {"CUTOUT": "CUTOUT_COPY", "PAGE": "WEB_PAGE", "WEB": "WEB_PAGE", "QR": "QR_TARGET"}


@cli.command("may-use")
@click.argument("code")
@click.option("--kind", default="CUTOUT_COPY", show_default=True)
@click.option("--language")
@click.option("--country")
@click.option("--exhibition")
@click.option("--at", help="ISO time; now if left out.")
@click.option("--json", "as_json", is_flag=True)
def may_use(code: str, kind: str, language: str | None, country: str | None, exhibition: str | None, at: str | None, as_json: bool) -> None:
    """May this be shown, here, now?"""
    from exhibit.actions.gate import decide
    from exhibit.consent.records import UseKind
    from exhibit.store import counts, queries

    context()
    wanted = kind.upper().replace("-", "_")
    wanted = KINDS.get(wanted, wanted)
    if wanted not in {k.value for k in UseKind}:
        raise WrongUse(f"There is no use “{kind}”. Known: {', '.join(k.value for k in UseKind)}.")
    testimony, copy = testimony_of(code)
    cutout = copy.cutout if copy else None
    event = queries.exhibition(exhibition) if exhibition else cutout.exhibition if cutout else None
    language = language or (cutout.language if cutout else testimony.original_language)
    texts = ("QUOTE", "CUTOUT") if wanted == "CUTOUT_COPY" else ("STORY",)
    others = len(counts.printed_copies([testimony.id])[testimony.id] - {copy.id if copy else None})
    decision = decide(testimony, wanted, language, (country or (event.country if event else "")).upper(), event, moment(at), others, texts)
    from exhibit.actions.boards import in_words

    document = {"allowed": decision.allowed, "reasons": list(decision.reasons), "grant_ids": list(decision.grant_ids),
                "valid_until": decision.valid_until.isoformat() if decision.valid_until else None, "requires": list(decision.requires)}
    say(as_json, document, "Yes." if decision.allowed else "No. " + in_words(decision.reasons))
    sys.exit(0 if decision.allowed else 1)


@cli.command()
@click.argument("code")
@click.option("--by", required=True, type=click.Choice(["person", "child", "guardian", "caseworker", "curator", "verifier", "staff"], case_sensitive=False))
@click.option("--reason", default="")
@click.option("--json", "as_json", is_flag=True)
def withdraw(code: str, by: str, reason: str, as_json: bool) -> None:
    """Darken a story everywhere at once."""
    from exhibit.actions.consent import withdraw as stop

    context()
    testimony, _ = testimony_of(code)
    stopped = stop(testimony, f"command line ({by})", now(), "GUARDIAN" if by == "guardian" else "SUBJECT", reason)
    said = f"{stopped} permissions stopped." if stopped else "Everything was stopped already."
    say(as_json, {"testimony": testimony.code, "stopped": stopped}, f"{testimony.code}: {said} Its pages are dark and nothing of it prints any more.")
