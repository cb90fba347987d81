"""Codes printed on boards and spoken on the telephone."""
from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I: they are misread
LENGTH = 6


def new_code() -> str:
    """Six random characters, about one in a thousand million. The database keeps them unique."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_grant_code() -> str:
    """G and ten random characters: names a permission in the history, in exports and in answers of the gate."""
    return "G" + "".join(secrets.choice(ALPHABET) for _ in range(10))
