"""What is called back, what to take down now, and the drill."""
from __future__ import annotations

from typing import Any

import click

from exhibit.cli.terminal import cli, context, now, say

BY = "terminal"


@cli.command()
@click.argument("exhibition", required=False)
@click.option("--json", "as_json", is_flag=True)
def recall(exhibition: str | None, as_json: bool) -> None:
    """What has to be called back and taken down. Opens the list of every permission that has ended while something of it is out."""
    from exhibit.actions.uses import follow_everything
    from exhibit.actions.withdrawals import open_recalls, to_take_down
    from exhibit.store import queries
    from exhibit.store import uses as ledger

    context()
    at = now()
    hall = queries.exhibition(exhibition) if exhibition else None
    open_recalls(BY, at, hall)
    follow_everything(BY, at)
    halls = [hall] if hall else queries.exhibitions()
    lists = [_list(found, at) for found in ledger.withdrawals(only_open=True, exhibition=hall)]
    down = [_board(use, one.slug) for one in halls for use in to_take_down(one, at)]
    say(as_json, {"lists": lists, "take_down": down}, _in_words(lists, down))


def _list(found, at) -> dict[str, Any]:
    from exhibit.actions.withdrawals import due_first, overdue
    from exhibit.consent.withdrawal import ACTIONS

    tasks = [{"action": task.action, "label": ACTIONS[task.action].label, "due_at": task.due_at.isoformat(), "overdue": overdue(task, at), "told": task.told, "owner": task.owner,
              "board": task.use.copy.staff_code if task.use and task.use.copy else ""} for task in due_first(found) if task.done_at is None]
    return {"uid": found.uid, "testimony": found.testimony.code, "cause": found.cause, "everything": found.everything, "at": found.at.isoformat(), "tasks": tasks}


def _board(use, slug: str) -> dict[str, Any]:
    copy = use.copy
    return {"exhibition": slug, "place": copy.cutout.position if copy else None, "copy": copy.number if copy else None, "staff_code": copy.staff_code if copy else "",
            "where": use.place, "holder": use.holder}


def _in_words(lists: list[dict], down: list[dict]) -> str:
    boards = [f"  {board['exhibition']}  place {board['place']}, copy {board['copy']}  {board['staff_code']}  {board['where'] or '-'}" for board in down]
    rows = ["Take down now:", *boards] if down else ["Nothing has to be taken down."]
    for found in lists:
        rows.append(f"{found['testimony']}  {found['cause']}  {found['uid']}")
        rows += [f"  by {task['due_at'][:16]} UTC{'  OVERDUE' if task['overdue'] else ''}  {task['label']}{'  ' + task['board'] if task['board'] else ''}" for task in found["tasks"]]
        rows += [] if found["tasks"] else ["  done: a second person closes the list at the desk"]
    return "\n".join(rows if lists else [*rows, "Nothing is being called back."])


@cli.command()
@click.argument("exhibition")
@click.option("--story", default="", help="Only this story; all of the exhibition if left out.")
@click.option("--json", "as_json", is_flag=True)
def drill(exhibition: str, story: str, as_json: bool) -> None:
    """Rehearse a stop: how fast everything closes, what there would be to do, who would be told. Nothing is changed."""
    from exhibit.actions.drills import run_drill
    from exhibit.store import queries

    context()
    result = run_drill(queries.exhibition(exhibition), story.upper(), BY, now())
    rows = [f"{one.testimony}: closed after {one.closed_ms} ms, list of {len(one.tasks)} tasks after {one.listed_ms} ms"
            f"{', to be told: ' + ', '.join(one.told) if one.told else ''}{f', STILL OPEN: {one.open_after}' if one.open_after else ''}" for one in result.stories]
    say(as_json, result.document(), "\n".join([*rows, "Nothing was changed."]))
