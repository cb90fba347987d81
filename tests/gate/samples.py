"""A value for every part of every address, so that a walk over all of them finds something behind each."""
from __future__ import annotations

import io
from datetime import UTC, date, datetime
from functools import cached_property

from PIL import Image
from sqlalchemy import select

from exhibit import jobs
from exhibit.actions import (
    approvals,
    back_translations,
    caseworker_notes,
    exhibitions,
    glossary,
    proofs,
    receipts,
    second_eyes,
    testimonies,
    walks,
    worksheets,
)
from exhibit.actions.packs import jobs as packs
from exhibit.actions.static_site import orders
from exhibit.store import db, queries, records, transaction, uses
from exhibit.store.tables import ApprovalLink, Evidence, GuardianLink, PseudonymKey
from tests.support.recorded import allow, recorded

NOW = datetime.now(UTC)
BY = "curator@demo.example"
EVERYBODY = "everything@demo.example"  # the account that walks
OPEN = "T01"  # a story of the demo that may be shown
BY_COPY = ("visit.", "desk.ticket", "desk.back_label", "desk.print_copy", "desk.sheet_count", "desk.everything")  # endpoints whose {code} is a board's, not a testimony's
SMALL = {"slug": "small", "name": {"en": "Small"}, "languages": ["en"], "country": "BE", "starts_on": date(2026, 1, 1), "ends_on": date(2099, 1, 1)}


class Samples:
    """Values by the name of a part. A part nobody knows fails the walk: give it a value here."""

    def __init__(self, app) -> None:
        self.app, self.demo = app, queries.exhibition("demo")
        self.cutout = next(c for c in self.demo.cutouts if c.testimony.code == OPEN)
        self.testimony = self.cutout.testimony

    def of(self, rule) -> list[dict]:
        """Values for one address: one set, or one for each page that differs."""
        if rule.endpoint == "desk.text":
            return [{"code": OPEN, "kind": kind, "language": "en"} for kind in ("STORY", "QUOTE", "CUTOUT")]
        if rule.endpoint in ("visit.listen", "visit.sound"):
            self.recording  # noqa: B018  something to hear
        if rule.endpoint in ("visit.sign", "visit.film"):
            self.film  # noqa: B018  something to see
        return [{name: self._value(name, rule.endpoint) for name in rule.arguments}]

    def _value(self, name: str, endpoint: str):
        by_endpoint = getattr(self, f"{endpoint.replace('.', '_')}_{name}", None)
        if by_endpoint is not None:
            return by_endpoint
        if name == "code" and endpoint.startswith("hall."):
            return self.cutout.copies[0].staff_code
        if name == "code":
            return self.cutout.copies[0].code if endpoint.startswith(BY_COPY) else OPEN
        return getattr(self, name)

    slug, kind, language, filename, anything, email = "demo", "STORY", "en", "desk.css", "nothing", "curator@demo.example"
    country, visit_film_language = "BR", "vgt"

    @property
    def cutout_id(self) -> int:
        return self.cutout.id

    @property
    def grant_id(self) -> int:
        return self.testimony.grants[0].id

    @property
    def helpline_id(self) -> int:
        return queries.all_helplines()[0].id

    @property
    def task_id(self) -> int:
        return uses.withdrawals()[0].tasks[0].id

    @property
    def guardian_id(self) -> int:
        return db.session.scalar(select(GuardianLink.id))

    @property
    def link_id(self) -> int:
        self.approve_ask_token  # noqa: B018  makes the link
        return db.session.scalar(select(ApprovalLink.id))

    answer_id, source = 1, "nothing"

    @property
    def version_id(self) -> int:
        return self.testimony.approved("STORY", "en").id

    @property
    def notice_id(self) -> int:
        return records.notices()[0].id

    @property
    def party_code(self) -> str:
        return records.parties()[0].code

    @property
    def record_id(self) -> str:
        return records.records_of(self.testimony)[0].id

    @cached_property
    def receipt_id(self) -> str:
        return receipts.issue(self.testimony, "PAPER", "en", BY, NOW).receipt.id

    @cached_property
    def term_id(self) -> int:
        return glossary.save_term("ar", "عقد", "en", "contract", "", BY, NOW).id

    @cached_property
    def back_id(self) -> int:
        return back_translations.write_back(self.version_id, "ar", "نص", "verifier@demo.example", NOW).id

    @cached_property
    def worksheet_id(self) -> int:
        """A source that begins with the words of the story."""
        story = self.testimony.approved("STORY", "en").body
        return worksheets.begin(self.testimony, "STORY", "en", f"{story}\n\nI told Thandiwe Mokoena.", "PASTED", BY, NOW).id

    @cached_property
    def key_id(self) -> int:
        with transaction() as session:
            row = PseudonymKey(testimony_id=self.testimony.id, kind="NAME", original="Thandiwe Mokoena", replacement="Rosa", at=NOW, by=BY)
            session.add(row)
        return row.id

    @cached_property
    def note_id(self) -> int:
        return caseworker_notes.ask(self.testimony, self.worksheet_id, "Is the market a small one?", BY, NOW).id

    @cached_property
    def review_id(self) -> int:
        """Begun by whoever walks, on words that another account wrote anew; of another story, because whoever looks sees none of its texts."""
        other = queries.testimony("T02")
        newest = other.newest("STORY", "en")
        anew = testimonies.save_text(other, "en", "STORY", f"{newest.body}\n\nI like tea.", newest.id, BY, NOW)
        return second_eyes.begin(anew.id, EVERYBODY, NOW).id

    @cached_property
    def walk_id(self) -> int:
        return walks.start_walk(self.demo, BY, NOW).id

    desk_close_recall_uid = desk_finish_task_uid = desk_take_on_task_uid = property(lambda self: self.desk_recall_uid)
    desk_end_use_uid = property(lambda self: self.desk_use_uid)
    approve_read_token = property(lambda self: self.approve_ask_token)

    @property
    def uid(self) -> str:
        """Evidence."""
        return db.session.scalar(select(Evidence.uid))

    @property
    def hall_walk_token(self) -> str:
        return walks.token(uses.walk(self.walk_id))

    @cached_property
    def approve_ask_token(self) -> str:
        return approvals.make_link(self.testimony, ["en"], 7, self.cutout.id, BY, NOW)[1]

    @property
    def desk_use_uid(self) -> str:
        return uses.ledger_of(self.testimony)[0].uid

    @property
    def desk_recall_uid(self) -> str:
        return uses.withdrawals()[0].uid

    @cached_property
    def desk_proof_uid(self) -> str:
        picture = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(picture, "PNG")
        with transaction():
            return proofs.keep(BY, NOW, photo=picture.getvalue()).uid

    @cached_property
    def recording(self) -> str:
        """A reading that may be heard."""
        allow(OPEN, "AUD_ACTOR")
        return recorded(OPEN).uid

    desk_approve_recording_uid = desk_end_recording_uid = desk_recording_file_uid = property(lambda self: self.recording)

    @cached_property
    def film(self) -> str:
        """The same story told in a sign language."""
        self.recording  # noqa: B018  the same yes to another voice
        allow(OPEN, "TRANSLATE", "vgt")
        return recorded(OPEN, "SIGN", "vgt").uid

    @cached_property
    def small_hall(self):
        """An exhibition with one figure."""
        hall = exhibitions.create_exhibition(SMALL, BY, NOW)
        exhibitions.add_cutout(hall, {"testimony_code": OPEN, "figure": self.cutout.figure, "height_mm": 1600, "language": "en"}, BY, NOW)
        return hall

    @cached_property
    def token(self) -> str:
        """A copy of the site for a stick, made."""
        settings = self.app.config["EXHIBIT"]
        wish = orders.order_copy(self.small_hall, "a stick", False, BY, NOW, settings.sites)
        made = jobs.run_copy(wish.token, settings)
        assert made.state == "ready", made.sentence
        return wish.token

    @property
    def site_copy(self) -> str:
        return orders.wish_of(self.token, self.app.config["EXHIBIT"].sites).build

    desk_site_copy_uid = desk_site_file_uid = desk_take_site_back_uid = property(lambda self: self.site_copy)

    @cached_property
    def job_id(self) -> str:
        """A pack of one board, made."""
        settings = self.app.config["EXHIBIT"]
        job_id = packs.new_job(self.small_hall, BY, NOW).id
        packs.run_job(job_id, settings.packs, settings.base_url, NOW)
        made = queries.job(job_id)
        assert made.state == "ready", made.sentence
        return job_id


def samples(app) -> Samples:
    return Samples(app)


def _page_of(exhibition) -> str:
    cutout = next(c for c in exhibition.cutouts if c.testimony.code == OPEN)
    return f"/desk/cutouts/{cutout.id}"


PAPERS = ("/card", "/paper", "/form")  # ends of addresses that hand out paper without a story: receipts, the consent form
MAKE = {  # endpoint -> exhibition -> (page, form on it, changed fields)
    "desk.print_copy": lambda demo: (_page_of(demo), 'form[action$="/print"]', {}),
}
