"""Accounts of the desk."""
from __future__ import annotations

import re
import secrets

from flask_security import hash_password

from exhibit.errors import Conflict, WrongUse
from exhibit.store import accounts, records, transaction
from exhibit.store.accounts import Role, User

ROLES = {
    "administrator": "accounts and settings",
    "curator": "exhibitions, texts, cutouts, printing",
    "caseworker": "records what the person agreed to",
    "verifier": "confirms what a caseworker recorded",
    "translator": "approved texts and their translations, nothing else",
    "officer": "data-protection officer: declares permissions invalid, reads who read what",
}


def add_user(email: str, roles: list[str], password: str | None = None) -> tuple[User, str]:
    """A new account; returns it with its password (random unless given), shown once. Raises WrongUse, Conflict."""
    email = email.strip().lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise WrongUse(f"“{email}” is no e-mail address.")
    unknown = [r for r in roles if r not in ROLES]
    if unknown or not roles:
        raise WrongUse(f"Give one or more roles of: {', '.join(ROLES)}.")
    if accounts.user(email):
        raise Conflict(f"There is already an account {email}.")
    if password is not None and len(password) < 12:
        raise WrongUse("A password needs at least 12 characters.")
    shown = password or secrets.token_urlsafe(12)
    with transaction() as session:
        user = User(email=email, password=hash_password(shown), active=True, fs_uniquifier=secrets.token_hex(32))
        for name in roles:
            user.roles.append(accounts.role(name) or Role(name=name, description=ROLES[name]))
        session.add(user)
    return user, shown


def close_account(email: str, by: str) -> User:
    """Nobody signs in with this account any more; what it did stays on record. Raises WrongUse for one's own."""
    if email.lower() == by.lower():
        raise WrongUse("You cannot close your own account: ask another administrator.")
    return _set_active(email, False)


def open_account(email: str) -> User:
    """Let a closed account sign in again."""
    return _set_active(email, True)


def _set_active(email: str, active: bool) -> User:
    with transaction():
        found = accounts.user(email)
        if found is None:
            raise WrongUse(f"There is no account {email}.")
        found.active = active
        found.fs_uniquifier = secrets.token_hex(32)  # ends the sessions it has open
    return found


def set_language(email: str, language: str) -> None:
    """The language the desk speaks to this account."""
    with transaction():
        accounts.user(email).language = language


def set_organisation(email: str, code: str) -> None:
    """Which organisation an account belongs to: its caseworkers read where that organisation's papers lie. Raises WrongUse, NotFound."""
    with transaction():
        found = accounts.user(email)
        if found is None:
            raise WrongUse(f"There is no account {email}.")
        found.organisation = records.party(code).code if code else ""
