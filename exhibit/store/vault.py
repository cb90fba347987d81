"""What is kept encrypted: the custodian's reference, the locator of evidence, the day a child comes of age.

Keys are Fernet keys (AES-128-CBC with HMAC-SHA256), newest first: from EXHIBIT_VAULT_KEYS, separated by commas, or from
`vault.key` in the instance folder, made on first use. The newest key writes, every key reads; `exhibit keys rotate` writes all anew.
"""
from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app
from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

from exhibit.errors import ExhibitError
from exhibit.settings import vault_keys


@lru_cache(maxsize=8)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _current() -> MultiFernet:
    settings = current_app.config["EXHIBIT"]
    return _box(vault_keys(settings.instance))


def seal(text: str) -> str:
    """The text under the newest key."""
    return _current().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """The text again. Raises ExhibitError when no key of this instance fits."""
    return unseal_bytes(token.encode()).decode()


def seal_bytes(content: bytes) -> bytes:
    """A file's content under the newest key."""
    return _current().encrypt(content)


def unseal_bytes(token: bytes) -> bytes:
    """A file's content again. Raises ExhibitError when no key of this instance fits."""
    try:
        return _current().decrypt(token)
    except InvalidToken as error:
        raise ExhibitError("This was encrypted with a key that is not here. Put the earlier key back behind the new one (EXHIBIT_VAULT_KEYS, or vault.key in the "
                           "instance folder), then run `exhibit keys rotate`.") from error


class Sealed(TypeDecorator[str]):
    """Text in, text out; encrypted in the database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else seal(value)

    def process_result_value(self, value, dialect):
        return None if value is None else unseal(value)


class SealedDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out; encrypted in the database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone never enters the store")
        return seal(value.astimezone(UTC).isoformat())

    def process_result_value(self, value, dialect):
        return None if value is None else datetime.fromisoformat(unseal(value))
