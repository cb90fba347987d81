"""The number and the signed list, by example and by property."""
from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import phonenumbers
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from exhibit.consent import receipt
from exhibit.consent.receipt import Line, Responsible
from exhibit.consent.signature import SignatureRefused, check, public_key_of, signed
from exhibit.consent.words import gives_away

NOW = datetime(2026, 10, 18, 9, 30, tzinfo=UTC)
RANDOM = st.text("0123456789", min_size=receipt.RANDOM_DIGITS, max_size=receipt.RANDOM_DIGITS)
OTHER_DIGITS = {name: str.maketrans("0123456789", digits) for name, digits in {
    "Arabic": "٠١٢٣٤٥٦٧٨٩", "Urdu": "۰۱۲۳۴۵۶۷۸۹", "Nepali": "०१२३४५६७८९", "Lao": "໐໑໒໓໔໕໖໗໘໙", "fullwidth": "0123456789"}.items()}


def a_payload(**changes) -> dict:
    made = receipt.payload(
        "r-1", "c-1", "P-123", "en", "BE", NOW, "IN_PERSON", {"version": 1, "language": "en", "sha256": "0" * 64},
        Responsible("House", "+32 2 555 12 12", "dpo@house.example", "Data office"),
        (Line("g-1", "Web page opened by a code or link", "", "YES", "R2", NOW + timedelta(days=365)), Line("g-2", "Radio", "", "NO", "R3", None)), ("code",))
    return {**made, **changes}


@given(RANDOM)
def test_a_number_written_and_typed_again_is_the_same(random):
    number = receipt.number_from(random)
    assert len(number) == 16
    for text in (receipt.written(number), number, f"  +{number} ", f"00{number}", receipt.written(number).replace(" ", "-"), f"\u202a{receipt.written(number)}\u202c"):
        assert receipt.typed(text) == number
    for name, digits in OTHER_DIGITS.items():
        assert receipt.typed(receipt.written(number).translate(digits)) == number, name


@given(RANDOM)
def test_it_looks_like_a_telephone_number_and_can_never_be_dialled(random):
    shown = receipt.written(receipt.number_from(random))
    assert shown.startswith("+89") and [len(group) for group in shown.lstrip("+").split()] == [3, 3, 3, 3, 4]
    with pytest.raises(phonenumbers.NumberParseException):
        phonenumbers.parse(shown, None)
    assert sum(char.isdigit() for char in shown) > 15, "longer than any number of the international plan"


@pytest.mark.parametrize("text", ["", "+32 2 555 12 12", "8912345678901", "89123456789012345", "1234567890123456", "89 letters 1234", "8９" * 400, "½" * 16, "²²²²²²²²²²²²²²²²"])
def test_what_is_no_number_is_none(text):
    assert receipt.typed(text) is None


@given(st.text(max_size=100))
def test_nothing_typed_breaks_it(text):
    found = receipt.typed(text)
    assert found is None or (len(found) == 16 and found.isascii() and found.isdigit())


def test_only_fresh_digits_make_a_number():
    for wrong in ("", "123", "1" * 15, "a" * 14, "١" * 14):
        with pytest.raises(ValueError, match="random digits"):
            receipt.number_from(wrong)


def test_the_hash_needs_its_key():
    assert receipt.keyed_hash("8912345678901234", "one") != receipt.keyed_hash("8912345678901234", "two")
    assert "8912345678901234" not in receipt.keyed_hash("8912345678901234", "one")


@pytest.mark.parametrize("died,issued,majority,alive", [
    (None, -10, None, True), (-1, -10, None, False), (None, -10, 5, True), (None, -10, -1, False), (None, -10, 0, False), (None, -1, -10, True)])
def test_when_a_number_opens_its_page(died, issued, majority, alive):
    """Not after a reissue; and one from childhood not after the coming of age, for a guardian may hold it."""
    day = lambda n: None if n is None else NOW + timedelta(days=n)  # noqa: E731
    assert receipt.is_alive(day(died), day(issued), day(majority), NOW) is alive


def test_a_signed_receipt_is_proved_with_the_printed_key_alone():
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    document = json.loads(json.dumps(signed(a_payload(), key), ensure_ascii=False))
    check(document, public_key_of(key))
    for wrong in ({**document, "language": "fr"}, {**document, "services": []}):
        with pytest.raises(SignatureRefused, match="changed"):
            check(wrong, public_key_of(key))


def test_what_is_signed_is_what_27560_asks_and_gives_nothing_away():
    made = a_payload()
    assert {"schema_version", "receipt_id", "record_id", "pii_principal_id", "privacy_notice", "language", "jurisdiction", "piiControllers", "services",
            "withdrawal_method", "privacy_rights", "authority_party", "consentTimestamp"} <= set(made)
    assert not gives_away(json.dumps(made, ensure_ascii=False))
