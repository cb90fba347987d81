"""Every setting, in one place, read from the environment. docs/settings.md is made from this table."""
from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from exhibit.errors import WrongUse

ROOT = Path(__file__).resolve().parents[1]

SETTINGS: dict[str, tuple[str, str]] = {
    "EXHIBIT_INSTANCE": ("./instance", "Folder with the database, files and keys. Created with mode 0700."),
    "EXHIBIT_BASE_URL": ("http://127.0.0.1:8000", "Address that codes point to: scheme and host only, at most 60 characters."),
    "DATABASE_URL": ("SQLite in the instance folder", "SQLAlchemy address of a database, for example postgresql+psycopg://user@host/name."),
    "EXHIBIT_COOLING_OFF_HOURS": ("72", "Hours between a person's yes and its confirmation by a second person."),
    "EXHIBIT_DOORS": ("visit,desk,account", "Which doors this process opens."),
    "EXHIBIT_SIGN_IN_LIMIT": ("10 per minute", "How often one address may try to sign in."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    instance: Path
    base_url: str
    database_url: str
    cooling_off_hours: int
    doors: tuple[str, ...]
    sign_in_limit: str

    @property
    def packs(self) -> Path:
        """Where finished packs lie until they are fetched."""
        return self.instance / "files" / "packs"

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc


def checked_base_url(address: str) -> str:
    """The address codes are built on, without a trailing slash. Raises WrongUse with the fix."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise WrongUse(f"EXHIBIT_BASE_URL is “{address}”: it must look like https://voices.example.org.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise WrongUse("EXHIBIT_BASE_URL may hold a scheme and a host only: a path would make every code larger.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def load_settings(environ: dict[str, str] | None = None) -> Settings:
    """Settings from the environment; creates the instance folder. Raises WrongUse."""
    env = dict(os.environ) if environ is None else environ
    instance = Path(env.get("EXHIBIT_INSTANCE") or "instance").resolve()
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"The instance folder {instance} cannot be made ({error.strerror}). Set EXHIBIT_INSTANCE to a folder you may write.") from error
    hours = env.get("EXHIBIT_COOLING_OFF_HOURS") or "72"
    if not hours.isdigit():
        raise WrongUse(f"EXHIBIT_COOLING_OFF_HOURS is “{hours}”: give a whole number of hours.")
    return Settings(
        instance=instance,
        base_url=checked_base_url(env.get("EXHIBIT_BASE_URL") or "http://127.0.0.1:8000"),
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        cooling_off_hours=int(hours),
        doors=tuple(d.strip() for d in (env.get("EXHIBIT_DOORS") or "visit,desk,account").split(",") if d.strip()),
        sign_in_limit=env.get("EXHIBIT_SIGN_IN_LIMIT") or "10 per minute",
    )


def _database_url(given: str | None, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'exhibit.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):  # the plain form that hosting panels hand out
            return "postgresql+psycopg://" + given[len(short):]
    return given


def secret(instance: Path, name: str) -> str:
    """A random key kept in the instance folder, made on first use with mode 0600."""
    path = instance / f"{name}.key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as fresh:
            fresh.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
