"""The desk's one blueprint, and who may come in."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask_security import current_user

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


@blueprint.before_request
def _signed_in_only():
    """No page of the desk opens without a sign-in, whatever its own rules are."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?") if request.method == "GET" else None))
    return None


def for_roles(*roles: str) -> Callable:
    """Only people who hold one of these roles may use the view. The page that says no names them."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def guarded(*args, **kwargs):
            if not any(current_user.has_role(role) for role in roles):
                abort(403, description=roles)
            return view(*args, **kwargs)

        guarded.roles = roles
        return guarded

    return wrap


def who() -> str:
    """The account an action is recorded under."""
    return current_user.email


def now() -> datetime:
    return datetime.now(UTC)


def base_url() -> str:
    return current_app.config["EXHIBIT"].base_url
