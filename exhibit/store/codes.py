"""Codes printed on boards and spoken on the telephone."""
from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I: they are misread
LENGTH = 6
STAFF_LENGTH = 8  # longer than a visitor's: nobody finds one by trying, and one is never taken for the other


def new_code() -> str:
    """Six random characters, about one in a thousand million. The database keeps them unique."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_staff_code() -> str:
    """Eight random characters for the back of a board: about one in a million million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(STAFF_LENGTH))


def new_grant_code() -> str:
    """G and ten random characters: names a permission in the history, in exports and in answers of the gate."""
    return "G" + "".join(secrets.choice(ALPHABET) for _ in range(10))
