"""The same actions from a terminal. `--json` prints one document and nothing else; exit 0 done, 1 refused, 2 wrong use.

One module a subject; importing them puts their commands into the group.
"""
from exhibit.cli import (
    accounts,
    anonymise,
    audit,
    backups,
    boards,
    consent,
    demo,
    helplines,
    keeping,
    keys,
    leaflets,
    person,
    preflight,
    recalls,
    receipt,
    roles,
    serving,
    static,
)
from exhibit.cli.entry import main
from exhibit.cli.terminal import cli

__all__ = ["accounts", "anonymise", "audit", "backups", "boards", "cli", "consent", "demo", "helplines", "keeping", "keys", "leaflets", "main", "person", "preflight", "recalls", "receipt", "roles", "serving", "static"]
