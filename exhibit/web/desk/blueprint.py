"""The desk's one blueprint, and who may come in."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask_security import current_user

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
NARROW = frozenset({"translator"})
"""Roles that open the pages that name them and nothing else: every other page of the desk stays shut, also one that names no role."""
FOR_EVERYBODY = frozenset({"desk.language"})
START_OF_NARROW = "desk.translations_list"


@blueprint.before_request
def _signed_in_only():
    """No page of the desk opens without a sign-in, whatever its own rules are."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?") if request.method == "GET" else None))
    if only_narrow(current_user) and not opens_for_narrow(request.endpoint or ""):
        if request.endpoint == "desk.home":
            return redirect(url_for(START_OF_NARROW))
        abort(403, description=roles_of(request.endpoint or "") or ("curator", "caseworker"))
    return None


def only_narrow(account) -> bool:
    """Does this account hold roles of NARROW alone?"""
    return all(role.name in NARROW for role in account.roles)


def roles_of(endpoint: str) -> tuple[str, ...]:
    """The roles a page names; none where anybody who is signed in may come."""
    return getattr(current_app.view_functions.get(endpoint), "roles", ())


def opens_for_narrow(endpoint: str) -> bool:
    return endpoint in FOR_EVERYBODY or any(current_user.has_role(role) for role in roles_of(endpoint))


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
