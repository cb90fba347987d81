"""Documents that can be checked without us: canonical JSON, signed with Ed25519 (RFC 8032), the public key inside."""
from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class SignatureRefused(Exception):
    """The document is not what the holder of the key signed; `sentence` says why."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def public_key_of(key: Ed25519PrivateKey) -> str:
    """The public half, base64: 44 characters that can be printed and compared."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def signed(document: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The document with `public_key` and `signature`."""
    whole = {**document, "public_key": public_key_of(key)}
    return {**whole, "signature": base64.b64encode(key.sign(canonical(whole))).decode()}


def canonical(document: Mapping[str, Any]) -> bytes:
    """The same bytes for the same content, whatever order or spaces a program writes."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check(document: Mapping[str, Any], public_key: str = "") -> None:
    """Raises SignatureRefused when the content was changed, or was signed with another key than `public_key` (base64, as known from elsewhere)."""
    claimed = document.get("public_key")
    if public_key and claimed != public_key.strip():
        raise SignatureRefused("It was signed with another key than the one you gave: it does not come from that installation.")
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(str(claimed), validate=True))
        signature = base64.b64decode(str(document.get("signature")), validate=True)
        key.verify(signature, canonical({name: value for name, value in document.items() if name != "signature"}))
    except (InvalidSignature, ValueError) as error:
        raise SignatureRefused("The signature does not fit the content: it was changed after it was signed, or is incomplete.") from error
