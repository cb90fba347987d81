"""The installation's own signature: its key lies in the instance folder, its public half is printed and handed out."""
from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app

from exhibit.settings import secret


def signing_key() -> Ed25519PrivateKey:
    """Ed25519, derived from `signing.key` in the instance folder, which is made on first use."""
    kept = secret(current_app.config["EXHIBIT"].instance, "signing")
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(kept.encode()).digest())
