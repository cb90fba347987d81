"""Every setting, in one place, read from the environment. docs/settings.md is made from this table."""
from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from exhibit.consent.records import UseKind
from exhibit.errors import WrongUse

ROOT = Path(__file__).resolve().parents[1]

SETTINGS: dict[str, tuple[str, str]] = {
    "EXHIBIT_INSTANCE": ("./instance", "Folder with the database, files and keys. Created with mode 0700."),
    "EXHIBIT_BASE_URL": ("http://127.0.0.1:8000", "Address that codes point to: scheme and host only, at most 60 characters."),
    "DATABASE_URL": ("SQLite in the instance folder", "SQLAlchemy address of a database, for example postgresql+psycopg://user@host/name."),
    "EXHIBIT_COUNTS": ("counts.sqlite in the instance folder, or the schema counts of a PostgreSQL DATABASE_URL", "SQLAlchemy address of the store of counts: how often each story was opened."),
    "EXHIBIT_COOLING_OFF_HOURS": ("72", "Hours between a person's yes and its confirmation by a second person."),
    "EXHIBIT_DOORS": ("visit,desk,account,person,hall", "Which doors this process opens."),
    "EXHIBIT_CLOSED_USES": ("none", "Kinds of use this house has closed for all stories, for example SOCIAL_POST,PRESS_PACK; it can close, never open."),
    "EXHIBIT_VAULT_KEYS": ("vault.key in the instance folder", "Fernet keys for what is kept encrypted, newest first, separated by commas."),
    "EXHIBIT_STOPS": ("stops.jsonl in the instance folder", "The list of stops, one line each; it is no part of a backup and is best kept on another disk."),
    "EXHIBIT_EVIDENCE_RETENTION_YEARS": ("10", "Years for which what remains of an erased testimony is kept; your counsel names the local limitation period."),
    "EXHIBIT_MATERIALS": ("none", "A TOML table of your own materials and certificates; docs/standing.md says how it looks."),
    "EXHIBIT_CARD_LIMIT": ("10 per minute", "How often one address may try a person's number in vain."),
    "EXHIBIT_PROXIES": ("0", "How many proxies of yours stand before Exhibit. Each must add the address it was asked from (X-Forwarded-For); limits then count that one."),
    "EXHIBIT_PURGE": ("none", "Caches in front, for example https://cache.example.org, separated by commas: after a stop each is asked to forget the pages (HTTP PURGE)."),
    "EXHIBIT_PURGE_API": ("none", "Address of a network that forgets pages when it is sent {\"files\": [...]} by POST; docs/static-build.md says how."),
    "EXHIBIT_PURGE_TOKEN": ("none", "File with the token for EXHIBIT_PURGE_API; it is read at each use and kept nowhere else."),
    "EXHIBIT_ACCESS_LOG": ("none", "A file for one line an answer: kind of address, status, duration, and nothing else; - for standard output."),
    "EXHIBIT_SECURITY_CONTACT": ("none", "Who hears of a security hole: an e-mail address or an https: address. It is published at /.well-known/security.txt."),
    "EXHIBIT_SOURCE_KEPT_HOURS": ("0", "Hours for which a source text is kept once the text made of it is approved; 0: it goes at once."),
    "EXHIBIT_SOURCE_LONGEST_DAYS": ("60", "Days after which a source text goes, whether a text was made of it or not."),
    "EXHIBIT_SIGN_IN_LIMIT": ("10 per minute", "How often one address may try to sign in."),
}


KNOWN_DOORS = ("visit", "desk", "account", "person", "hall")
LONGEST_BASE_URL, BEST_BASE_URL = 60, 22  # with "/" and six characters: 67 is version 4 level Q, 29 is version 2 (ISO/IEC 18004, alphanumeric)
CONNECT_S = 5  # how long an unreachable database may keep anyone waiting


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process."""

    instance: Path
    base_url: str
    database_url: str
    cooling_off_hours: int
    doors: tuple[str, ...]
    sign_in_limit: str
    stops_file: Path | None = None
    evidence_years: int = 10
    closed_uses: frozenset[str] = frozenset()
    card_limit: str = "10 per minute"
    proxies: int = 0
    materials_file: Path | None = None
    access_log: str = ""
    security_contact: str = ""
    purge: tuple[str, ...] = ()
    purge_api: str = ""
    purge_token: Path | None = None
    counts_url: str = ""
    source_kept_hours: int = 0
    source_longest_days: int = 60

    @property
    def counts(self) -> str:
        """Address of the store of counts: never in the same file as the stories; on PostgreSQL in a schema of its own."""
        return self.counts_url or (self.database_url if self.database_url.startswith("postgresql") else f"sqlite:///{self.instance / 'counts.sqlite'}")

    @property
    def stops(self) -> Path:
        """The list of stops: never part of a backup, so that an older backup cannot bring back what was stopped since."""
        return self.stops_file or self.instance / "stops.jsonl"

    @property
    def sites(self) -> Path:
        """Where copies of the site lie that are made at the desk."""
        return self.instance / "files" / "sites"

    @property
    def has_caches(self) -> bool:
        """Does anything stand in front that must be told to forget?"""
        return bool(self.purge or self.purge_api)

    @property
    def packs(self) -> Path:
        """Where finished packs lie until they are fetched."""
        return self.instance / "files" / "packs"

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc


def checked_base_url(address: str) -> str:
    """The address codes are built on, without a trailing slash. Raises WrongUse with the fix."""
    try:
        parts = urlsplit(address.strip())
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise WrongUse(f"EXHIBIT_BASE_URL is “{address}”: it must look like https://voices.example.org.")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise WrongUse("EXHIBIT_BASE_URL may hold a scheme and a host only: a path would make every code larger.")
    if not re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", parts.netloc):
        raise WrongUse(f"The host {parts.netloc} holds characters that no code can carry: use its ASCII form (letters, digits, hyphens, dots; xn--… for other scripts).")
    found = f"{parts.scheme}://{parts.netloc}".lower()
    if len(found) > LONGEST_BASE_URL:
        raise WrongUse(f"EXHIBIT_BASE_URL is {len(found)} characters long; {LONGEST_BASE_URL} are the most a code can carry and still scan. "
                       f"Use a shorter host: up to {BEST_BASE_URL} characters give the best code.")
    return found


def load_settings(environ: dict[str, str] | None = None) -> Settings:
    """Settings from the environment; creates the instance folder. Raises WrongUse."""
    env = dict(os.environ) if environ is None else environ
    instance = Path(env.get("EXHIBIT_INSTANCE") or "instance").resolve()
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"The instance folder {instance} cannot be made ({error.strerror}). Set EXHIBIT_INSTANCE to a folder you may write.") from error
    stops = env.get("EXHIBIT_STOPS")
    return Settings(
        instance=instance,
        base_url=checked_base_url(env.get("EXHIBIT_BASE_URL") or "http://127.0.0.1:8000"),
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        cooling_off_hours=_whole(env, "EXHIBIT_COOLING_OFF_HOURS", "hours"),
        doors=_doors(env.get("EXHIBIT_DOORS") or ",".join(KNOWN_DOORS)),
        sign_in_limit=env.get("EXHIBIT_SIGN_IN_LIMIT") or "10 per minute",
        card_limit=env.get("EXHIBIT_CARD_LIMIT") or "10 per minute",
        proxies=_whole(env, "EXHIBIT_PROXIES", "proxies"),
        stops_file=Path(stops).resolve() if stops else None,
        closed_uses=_uses(env.get("EXHIBIT_CLOSED_USES") or ""),
        evidence_years=_whole(env, "EXHIBIT_EVIDENCE_RETENTION_YEARS", "years"),
        materials_file=_table(env, "EXHIBIT_MATERIALS"),
        access_log=_log_place(env.get("EXHIBIT_ACCESS_LOG") or ""),
        security_contact=_contact(env.get("EXHIBIT_SECURITY_CONTACT") or ""),
        purge=tuple(_cache(address) for address in (env.get("EXHIBIT_PURGE") or "").split(",") if address.strip()),
        purge_api=_api(env.get("EXHIBIT_PURGE_API") or ""),
        purge_token=_table(env, "EXHIBIT_PURGE_TOKEN", "a file that holds the token alone"),
        counts_url=_address(env.get("EXHIBIT_COUNTS") or "", "EXHIBIT_COUNTS"),
        source_kept_hours=_whole(env, "EXHIBIT_SOURCE_KEPT_HOURS", "hours"),
        source_longest_days=_whole(env, "EXHIBIT_SOURCE_LONGEST_DAYS", "days"),
    )


def _whole(env: dict[str, str], name: str, unit: str) -> int:
    given = env.get(name) or SETTINGS[name][0]
    if not given.isdigit():
        raise WrongUse(f"{name} is “{given}”: give a whole number of {unit}.")
    return int(given)


def _cache(address: str) -> str:
    """Scheme and host of a cache. Raises WrongUse: a cache that is named wrongly would go on showing what was stopped."""
    return _web_address("EXHIBIT_PURGE", address, path=False)


def _api(address: str) -> str:
    return _web_address("EXHIBIT_PURGE_API", address, path=True) if address.strip() else ""


def _web_address(name: str, address: str, path: bool) -> str:
    try:
        parts = urlsplit(address.strip())
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in parts.netloc
    except ValueError:
        known = False
    if not known or not path and (parts.path.strip("/") or parts.query or parts.fragment):
        raise WrongUse(f"{name} names “{address.strip()}”: it must look like https://cache.example.org{'/forget' if path else ', without a path'}.")
    return address.strip() if path else f"{parts.scheme}://{parts.netloc}"


def _log_place(given: str) -> str:
    """"", "-" or a file that can be written. Raises WrongUse."""
    if given in ("", "-", "none"):
        return given.replace("none", "")
    path = Path(given).resolve()
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise WrongUse(f"EXHIBIT_ACCESS_LOG is “{given}”: no file can be written there. Name a file in a folder you may write, - for standard output, or leave the setting out.")
    return str(path)


def _contact(given: str) -> str:
    """A URI, as RFC 9116 wants it: mailto: is put before a plain e-mail address. Raises WrongUse."""
    text = given.strip()
    if text in ("", "none"):
        return ""
    if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+", text):
        return f"mailto:{text}"
    if not re.fullmatch(r"(https://|mailto:|tel:\+)[!-~]+", text):
        raise WrongUse(f"EXHIBIT_SECURITY_CONTACT is “{given}”: give an e-mail address or an address that begins with https://.")
    return text


def _table(env: dict[str, str], name: str, wanted: str = "a TOML table") -> Path | None:
    """A file that is named must be there: without it boards would stand on numbers nobody meant. Raises WrongUse."""
    given = env.get(name)
    if not given:
        return None
    path = Path(given).resolve()
    if not path.is_file():
        raise WrongUse(f"{name} is “{given}”: there is no such file. Name {wanted}, or leave the setting out.")
    return path


def _uses(given: str) -> frozenset[str]:
    """Kinds of use by their codes. Raises WrongUse for one that does not exist: a typing mistake must not leave a use open."""
    uses = frozenset(use.strip().upper() for use in given.split(",") if use.strip())
    unknown = sorted(uses - {kind.value for kind in UseKind})
    if unknown:
        raise WrongUse(f"EXHIBIT_CLOSED_USES names {', '.join(unknown)}, which is no kind of use. Known: {', '.join(kind.value for kind in UseKind)}.")
    return uses


def _doors(given: str) -> tuple[str, ...]:
    doors = tuple(door.strip() for door in given.split(",") if door.strip())
    if not doors or set(doors) - set(KNOWN_DOORS):
        raise WrongUse(f"EXHIBIT_DOORS is “{given}”: the doors are {', '.join(KNOWN_DOORS)}.")
    return doors


def _database_url(given: str | None, instance: Path) -> str:
    """The address SQLAlchemy wants. Raises WrongUse for anything but SQLite and PostgreSQL."""
    return _address(given, "DATABASE_URL") if given else f"sqlite:///{instance / 'exhibit.sqlite'}"


def _address(given: str, name: str) -> str:
    """A database's address as SQLAlchemy wants it, "" for none. Raises WrongUse, naming the setting."""
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):  # the plain form that hosting panels hand out
            given = "postgresql+psycopg://" + given[len(short):]
    try:
        known = not given or (given.startswith(("sqlite:///", "postgresql+psycopg://")) and (urlsplit(given).port or 1) > 0)
    except ValueError:
        known = False
    if not known:
        raise WrongUse(f"{name} cannot be read: it must look like postgresql://user@host/name, or sqlite:////folder/file.sqlite.")
    if given.startswith("postgresql") and "connect_timeout" not in given:
        given += f"{'&' if '?' in given else '?'}connect_timeout={CONNECT_S}"
    return given


def secret(instance: Path, name: str) -> str:
    """A random key kept in the instance folder, made on first use with mode 0600. Raises WrongUse when it cannot be kept."""
    return _kept(instance, name, lambda: secrets.token_urlsafe(48))


def _kept(instance: Path, name: str, fresh: Callable[[], str]) -> str:
    """Several processes may start at once: the file appears whole, and only one of them makes it."""
    path = instance / f"{name}.key"
    if path.exists():
        return path.read_text()
    part = instance / f".{name}.{secrets.token_hex(8)}.part"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(fresh())
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
    except OSError as error:
        raise WrongUse(f"The instance folder {instance} cannot be written ({error.strerror}). Set EXHIBIT_INSTANCE to a folder you may write.") from error
    finally:
        part.unlink(missing_ok=True)
    return path.read_text()


def vault_keys(instance: Path) -> tuple[str, ...]:
    """The keys of what is kept encrypted, newest first; one is made on first use. Raises WrongUse for one that is none."""
    given = os.environ.get("EXHIBIT_VAULT_KEYS") or _kept(instance, "vault", lambda: Fernet.generate_key().decode())
    keys = tuple(key for key in re.split(r"[,\s]+", given) if key)
    for key in keys:
        try:
            Fernet(key)
        except ValueError as error:
            raise WrongUse("A key of EXHIBIT_VAULT_KEYS (or vault.key in the instance folder) is no Fernet key: 44 characters that end in “=”. "
                           "`exhibit keys new` prints one.") from error
    return keys
