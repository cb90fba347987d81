"""The key of what is kept encrypted is changed: everything opens with the new one, nothing needs the old one any more."""
from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from exhibit.actions import keys
from exhibit.errors import ExhibitError, WrongUse
from exhibit.settings import vault_keys
from exhibit.store import db, files, history, queries, rotation, transaction
from exhibit.store.vault import seal_bytes, unseal_bytes
from tests.support.scenes import NOW


@pytest.fixture
def kept(demo_app):
    """A reference in the database and a scan beside it, under the first key. Returns where the keys lie."""
    with transaction():
        queries.testimony("T01").person.custodian_ref = "B-1207"
    files.write(files.folder("evidence") / "scan.sealed", seal_bytes(b"the paper"))
    return demo_app.config["EXHIBIT"].instance / "vault.key"


def reference() -> str:
    db.session.expire_all()
    return queries.testimony("T01").person.custodian_ref


def scan() -> bytes:
    return unseal_bytes((files.folder("evidence") / "scan.sealed").read_bytes())


def test_a_new_key_writes_everything_anew_and_the_old_one_is_needed_no_more(kept):
    old = vault_keys(kept.parent)
    sealed = sum(db.session.execute(text(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL")).scalar_one()
                 for table, column in (("person", "majority_enc"), ("person", "custodian_ref_enc"), ("evidence", "locator_enc"), ("margin_answer", "answer_enc")))
    key, placed = keys.new_key()
    assert placed and vault_keys(kept.parent) == (key, *old) and kept.stat().st_mode & 0o777 == 0o600
    assert (reference(), scan()) == ("B-1207", b"the paper"), "the old key still reads"
    assert keys.rotate("v@x", NOW) == (sealed, 1)
    assert keys.rotate("v@x", NOW) == (0, 0), "a second time there is nothing to do"
    kept.write_text(key)
    assert (reference(), scan()) == ("B-1207", b"the paper")
    [entry] = history.entries(kind="KEYS")
    assert entry.details == {"values": sealed, "files": 1}


def test_a_wrong_key_says_what_to_do_and_changes_nothing(kept):
    before = kept.read_text()
    kept.write_text(Fernet.generate_key().decode())
    for attempt in (reference, scan, lambda: keys.rotate("v@x", NOW)):
        with pytest.raises(ExhibitError, match="encrypted with a key that is not here. Put the earlier key back behind the new one .*then run `exhibit keys rotate`"):
            attempt()
    db.session.rollback()
    kept.write_text(before)
    assert (reference(), scan()) == ("B-1207", b"the paper")


def test_a_key_that_is_none_is_named(kept):
    kept.write_text("secret")
    with pytest.raises(WrongUse, match="is no Fernet key"):
        vault_keys(kept.parent)


def test_keys_of_the_environment_are_only_shown(kept, monkeypatch):
    old = kept.read_text()
    monkeypatch.setenv(keys.SETTING, old)
    key, placed = keys.new_key()
    assert not placed and kept.read_text() == old
    monkeypatch.setenv(keys.SETTING, f"{key}, {old}")
    keys.rotate("v@x", NOW)
    monkeypatch.setenv(keys.SETTING, key)
    assert (reference(), scan()) == ("B-1207", b"the paper")


def test_every_encrypted_column_is_found_by_its_type():
    assert {f"{table.name}.{column.name}" for table, column in rotation.sealed_columns()} >= {"person.custodian_ref_enc", "person.majority_enc", "evidence.locator_enc"}
