"""Proof that something was taken down, destroyed or told: a photograph drawn anew and kept encrypted, or words."""
from __future__ import annotations

import hashlib
import io
import uuid
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError

from exhibit.errors import ExhibitError, WrongUse
from exhibit.store import db, files
from exhibit.store.tables import Proof
from exhibit.store.vault import seal_bytes, unseal_bytes

LARGEST_BYTES = 12_000_000  # a photograph of a telephone has 3 to 8 MB
LARGEST_PX = 1_600  # on the longer side: a code on a board is still readable
LARGEST_PIXELS = 60_000_000
FOLDER = "proofs"


def keep(by: str, now: datetime, photo: bytes | None = None, words: str = "", kind: str = "") -> Proof:
    """A proof on file. Inside a transaction. Raises WrongUse for a photograph that cannot be read, ExhibitError when the disk is full."""
    uid = str(uuid.uuid4())
    proof = Proof(uid=uid, kind=kind or ("PHOTO" if photo else "WRITTEN"), note=words, at=now, by=by)
    if photo:
        content = drawn_anew(photo)
        proof.sha256, proof.file_name = hashlib.sha256(content).hexdigest(), f"{uid}.sealed"
        files.write(files.folder(FOLDER) / proof.file_name, seal_bytes(content))
    else:
        proof.sha256 = hashlib.sha256(words.encode()).hexdigest()
    db.session.add(proof)
    db.session.flush()
    return proof


def drawn_anew(photo: bytes) -> bytes:
    """The picture as a JPEG of its own, upright and not too large; what the camera wrote into the file (place, time, owner) is gone."""
    if len(photo) > LARGEST_BYTES:
        raise WrongUse(f"The photo is larger than {LARGEST_BYTES // 1_000_000} MB: send a smaller one.")
    try:
        picture = Image.open(io.BytesIO(photo), formats=("JPEG", "PNG"))
        if picture.width * picture.height > LARGEST_PIXELS:
            raise WrongUse("The photo has too many pixels: send a smaller one.")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise WrongUse("This is no photo that can be read: send a JPEG or PNG picture.") from error
    upright.thumbnail((LARGEST_PX, LARGEST_PX))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=80)
    return out.getvalue()


def read(proof: Proof) -> bytes:
    """The photograph of a proof. Raises ExhibitError when its file is gone or no key fits."""
    try:
        sealed = (files.folder(FOLDER) / proof.file_name).read_bytes()
    except OSError as error:
        raise ExhibitError("The file of this proof is not in the instance folder. Restore it from a backup; its hash is on file.") from error
    return unseal_bytes(sealed)
