"""What every test's application would work out anew though it comes out the same: done once in a run. For tests only; what a test proves is the same."""
from __future__ import annotations

import gc

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.datastructures import ImmutableDict
from werkzeug.routing import Rule

from exhibit.store import db

STATEMENTS = 3000  # of all tests on both databases together
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}  # memory in KiB; what a password costs for real is tested in a process of its own


def begin() -> None:
    """To be called once, before the first application is made."""
    _hash_passwords_cheaply()
    _compile_each_route_once()
    _compile_each_statement_once()
    _compile_each_template_once()
    gc.set_threshold(50_000, 10, 20)  # with Python's own numbers a seventh of the time goes into looking for what can be thrown away


def _hash_passwords_cheaply() -> None:
    """A password costs a quarter of a second so that nobody can try many: five accounts a database, one sign-in a client."""
    Flask.default_config = ImmutableDict({**Flask.default_config, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP})


def _compile_each_route_once() -> None:
    """Werkzeug writes and compiles a function for each of our 150 addresses; it takes its rule as an argument, so that all applications can share it."""
    plain, made = Rule._compile_builder, {}

    def once(self: Rule, append_unknown: bool = True):
        converters = tuple((name, type(converter)) for name, converter in sorted(self._converters.items()))
        key = tuple(self._trace), converters, repr(self.defaults), append_unknown
        if key not in made:
            made[key] = plain(self, append_unknown)
        return made[key]

    Rule._compile_builder = once


def _compile_each_statement_once() -> None:
    """SQLAlchemy keeps each statement's SQL by the engine and its dialect, and each test has an engine of its own: they share both."""
    plain, statements, dialects = db._make_engine, LRUCache(STATEMENTS), {}

    def make(bind_key, options, app) -> Engine:
        engine = plain(bind_key, options, app)
        known: Dialect | None = dialects.get(engine.dialect.name)
        if known:
            engine.dialect = known
        else:  # only a dialect that has met its database knows what that can do
            event.listen(engine, "connect", lambda *_, mine=engine.dialect: dialects.setdefault(mine.name, mine))
        engine._compiled_cache = statements
        return engine

    db._make_engine = make


class _Templates(BytecodeCache):
    """Templates as Python, kept as long as the run takes; a template that changes meanwhile is compiled again."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._made:
            bucket.bytecode_from_string(self._made[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._made[bucket.key] = bucket.bytecode_to_string()


def _compile_each_template_once() -> None:
    """Each application has its own Jinja environment, and all of them are set up alike."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Templates()}
