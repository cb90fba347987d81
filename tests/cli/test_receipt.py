"""A receipt is checked on any machine, with nothing but the file and the printed key."""
from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exhibit.consent.signature import public_key_of, signed

KEY = Ed25519PrivateKey.from_private_bytes(b"p" * 32)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(signed({"receipt_id": "r-1", "consentTimestamp": "2026-10-18T09:30:00+00:00", "services": []}, KEY)))
    return path


def test_a_genuine_receipt(typed, file, monkeypatch, tmp_path):
    monkeypatch.setenv("EXHIBIT_INSTANCE", str(tmp_path / "nowhere"))
    said = typed("receipt", "verify", file, "--key", public_key_of(KEY), "--json")
    assert said.code == 0 and said.document["genuine"] is True and said.document["receipt"] == "r-1"
    assert "Genuine: receipt r-1 of 2026-10-18" in typed("receipt", "verify", file).out
    assert not (tmp_path / "nowhere").exists(), "no instance folder is made or needed"


@pytest.mark.parametrize("change,code,sentence", [({"consentTimestamp": "2027-01-01T00:00:00+00:00"}, 1, "changed"), ({"services": None, "receipt_id": "r-2"}, 1, "changed")])
def test_a_changed_receipt(typed, file, change, code, sentence):
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    said = typed("receipt", "verify", file)
    assert said.code == code and sentence in said.err


def test_another_key_and_another_file(typed, file, tmp_path):
    said = typed("receipt", "verify", file, "--key", "A" * 43 + "=")
    assert said.code == 1 and "another key" in said.err
    for content in ("no json", "[]", "{}"):
        other = tmp_path / "other.json"
        other.write_text(content)
        assert typed("receipt", "verify", other).code == 2
