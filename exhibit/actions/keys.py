"""The keys of what is kept encrypted: a new one in front, then everything written anew under it."""
from __future__ import annotations

import os
from datetime import datetime

from cryptography.fernet import Fernet
from flask import current_app

from exhibit.actions.history import note
from exhibit.settings import vault_keys
from exhibit.store import files, rotation, transaction

SETTING = "EXHIBIT_VAULT_KEYS"


def new_key() -> tuple[str, bool]:
    """(a fresh key, whether it was put in front of the keys in the instance folder). Where the keys come from the environment it is only returned."""
    key = Fernet.generate_key().decode()
    if os.environ.get(SETTING):
        return key, False
    instance = current_app.config["EXHIBIT"].instance
    path = instance / "vault.key"
    files.write(path, "\n".join((key, *vault_keys(instance))).encode(), private=True)
    return key, True


def rotate(by: str, now: datetime) -> tuple[int, int]:
    """Everything under the newest key: (values in the database, files) that were not yet. Safe to repeat; the rows move together or not at all.

    Raises ExhibitError when something opens with none of the keys: nothing in the database has changed then.
    """
    with transaction():
        rows = rotation.rows_anew()
        moved = rotation.files_anew()
        if rows or moved:
            note("KEYS", "ROTATED", by, now, details={"values": rows, "files": moved})
    return rows, moved
