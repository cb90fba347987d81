"""The board as the person sees it before anyone else: the very print file with the newest words, rasterised, a mark across it."""
from __future__ import annotations

from datetime import datetime

from exhibit.actions.approvals import is_live, texts_to_read
from exhibit.actions.boards import copy_url, laid_out, words_of
from exhibit.consent.words import word, words_language
from exhibit.cutout import CutoutError, compose, watermarked_png, write_pdf
from exhibit.store import queries
from exhibit.store.tables import ApprovalLink

PICTURE_PX = 900


def board_picture(link: ApprovalLink, language: str, base_url: str, now: datetime) -> bytes | None:
    """PNG of the very print file with the newest words, watermarked with the link's mark; None where there is no board or it cannot be set.

    The gate is not asked, because it could only say no: nothing may be shown to anybody before the person has seen it, and this is the place
    where she sees it. What stands in the gate's place is the link: it must be live, it shows her own testimony alone, and only in its languages.
    """
    words = {version.kind: version.body for version in texts_to_read(link, language)}
    if link.cutout_id is None or not is_live(link, now) or not {"QUOTE", "CUTOUT"} <= set(words):
        return None
    cutout = queries.cutout(link.cutout_id)
    code = copy_url(cutout.copies[0], base_url) if cutout.copies else None
    spec = laid_out(cutout, words_of(cutout, words, language), now=now, url=code, copy=(1, max(1, len(cutout.copies))), shown_until=cutout.exhibition.ends_on.isoformat(), slug="")
    try:
        pdf = write_pdf(compose(spec))
    except CutoutError:
        return None
    reads = words_language(language)
    return watermarked_png(pdf, f"{word('approve', reads, 'watermark')} · {link.mark}", reads, PICTURE_PX)
