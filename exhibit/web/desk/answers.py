"""From an action's refusal to the page that says it: the sentence is shown and what was typed stays in the form."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect
from flask_wtf import FlaskForm

from exhibit.cutout.errors import CutoutError
from exhibit.errors import ExhibitError

REFUSALS = (ExhibitError, CutoutError)


def attempt(form: FlaskForm, action: Callable, *args: Any, **kwargs: Any) -> Any:
    """The action's result, or None with its sentence above the form."""
    try:
        return action(*args, **kwargs)
    except REFUSALS as refusal:
        form.form_errors.append(refusal.sentence)
        return None


def done(sentence: str, target: str) -> Response:
    """Say what happened on the page that follows."""
    flash(sentence, "success")
    return redirect(target, 303)


def try_then(target: str, action: Callable, *args: Any, said: Callable[[Any], str] = lambda _: "", **kwargs: Any) -> Response:
    """A button: do it, go to `target`, and say there what happened or why not."""
    try:
        result = action(*args, **kwargs)
    except REFUSALS as refusal:
        flash(refusal.sentence, "danger")
    else:
        flash(said(result), "success")
    return redirect(target, 303)


def status_of(form: FlaskForm) -> int:
    """422 for a form that came back with errors, 200 for one shown the first time."""
    return 422 if form.errors else 200
