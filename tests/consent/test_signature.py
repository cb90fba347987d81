"""A signed document can be checked by anyone, and by the printed public key alone."""
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exhibit.consent.signature import SignatureRefused, check, public_key_of, signed

KEY, OTHER = Ed25519PrivateKey.from_private_bytes(b"a" * 32), Ed25519PrivateKey.from_private_bytes(b"b" * 32)
DOCUMENT = {"day": "2026-10-18", "entry": 7, "who": "où"}


def test_it_holds_after_a_way_through_another_program():
    document = json.loads(json.dumps(signed(DOCUMENT, KEY), indent=3, sort_keys=True))
    check(document)
    check(document, public_key_of(KEY))


@pytest.mark.parametrize("change", [{"entry": 8}, {"more": 1}, {"signature": "AAAA"}, {"signature": None}, {"public_key": public_key_of(OTHER)}, {"public_key": "no key"}])
def test_any_change_is_refused(change):
    with pytest.raises(SignatureRefused, match="changed after it was signed"):
        check({**signed(DOCUMENT, KEY), **change})


def test_a_document_signed_by_somebody_else_is_refused():
    with pytest.raises(SignatureRefused, match="another key"):
        check(signed(DOCUMENT, OTHER), public_key_of(KEY))
