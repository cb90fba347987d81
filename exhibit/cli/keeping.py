"""Retention: what is due, and doing it."""
from __future__ import annotations

import click

from exhibit.cli.terminal import cli, context, now, say


@cli.command()
@click.option("--apply", "do_it", is_flag=True, help="Do it. Without this option nothing is changed: it is only said what is due and why.")
@click.option("--json", "as_json", is_flag=True)
def retention(do_it: bool, as_json: bool) -> None:
    """What must be erased, sealed or deleted now, and why; with --apply exactly that is done."""
    from exhibit.actions import retention as actions

    context()
    steps = actions.plan(now())
    done, traceless = actions.apply(steps, "command line", now()) if do_it else ([], True)
    lines = [f"{step.action:7} {step.code:10} {step.why}{f' Waits: {step.waits}' if step.waits else ' Done.' if step in done else ''}" for step in steps] or ["Nothing is due."]
    if not do_it and steps:
        lines.append("Nothing was changed. `exhibit retention --apply` does this.")
    if not traceless:
        lines.append("The database was busy: it lets go of the last traces with the next erasure, or run this again.")
    say(as_json, {"applied": do_it, "traceless": traceless, "steps": [
        {"action": step.action, "code": step.code, "rule": step.rule, "why": step.why, "waits": step.waits, "done": step in done} for step in steps]}, "\n".join(lines))
