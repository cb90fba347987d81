"""Forms of the ledger of uses and of recall lists."""
from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from exhibit.actions.tasks import PROOF_KINDS
from exhibit.consent.uses import KINDS, PLACED_BY_HAND, STATUSES, may_move
from exhibit.consent.withdrawal import ACTIONS, OUTCOMES
from exhibit.store import uses as ledger
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED

PHOTO = {"accept": "image/jpeg,image/png"}
PROOFS = {"PHOTO": _l("a photo"), "CERTIFICATE": _l("a certificate"), "WRITTEN": _l("a written note"), "SIGNED_LIST": _l("the signed list of a walk")}
assert set(PROOFS) == set(PROOF_KINDS)


def _party_choices() -> list[tuple[str, str]]:
    return [("", gettext("nobody on file: write it below")), *((str(party.id), party.name) for party in ledger.parties())]


class WhereForm(FlaskForm):
    """Where something is and who has it."""

    place = StringField(_l("Where"), validators=[Length(max=120)], description=_l("For example: hall 2, left wall; or crate 4."))
    party = SelectField(_l("Who has it"))
    holder = StringField(_l("or in words"), validators=[Length(max=120)], description=_l("A role or a kind of organisation; put an organisation with a name on file first, under Organisations."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.party.choices = _party_choices()


class MoveForm(WhereForm):
    """Where a board is now, or how it ended."""

    state = SelectField(_l("It is now"), validators=[REQUIRED])
    words = TextAreaField(_l("Note"), description=_l("Needed for a missing board: where it was looked for. For a destroyed one: the certificate, unless there is a photo."))
    photo = FileField(_l("Photo"), render_kw=PHOTO, description=_l("JPEG or PNG. It is kept encrypted; place and time written into it by the camera are removed."))

    @classmethod
    def of(cls, use) -> MoveForm:
        """With the moves this use can make; its own state changes place and holder only."""
        form = cls(place=use.place, party=str(use.holder_id or ""), holder="" if use.holder_id else use.holder)
        form.state.choices = [(code, gettext(STATUSES[code].label)) for code in PLACED_BY_HAND if code == use.status or may_move(use.kind, use.status, code)]
        return form


class UseForm(WhereForm):
    """A use made outside this program."""

    kind = SelectField(_l("What was made"), validators=[REQUIRED])
    language = SelectField(_l("Language"), choices=list(NAMES.items()), validators=[REQUIRED])
    exhibition = SelectField(_l("For the exhibition"))

    def __init__(self, *args, exhibitions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kind.choices = [(code, gettext(row.label)) for code, row in KINDS.items() if row.by_desk]
        self.exhibition.choices = [("", gettext("none")), *((one.slug, one.title()) for one in exhibitions)]


class TaskForm(FlaskForm):
    """How one task of a recall list ended."""

    outcome = SelectField(_l("How it ended"), validators=[REQUIRED])
    words = TextAreaField(_l("Note"), description=_l("What was done, when, and in which role somebody confirmed it."))
    proof = SelectField(_l("The proof is"))
    photo = FileField(_l("Photo or picture of the certificate"), render_kw=PHOTO)

    @classmethod
    def of(cls, task) -> TaskForm:
        """With the outcomes of the task's action, and the proofs these accept."""
        form = cls(prefix=f"t{task.id}")
        codes = ACTIONS[task.action].outcomes
        accepted = dict.fromkeys(kind for code in codes for kind in OUTCOMES[code].proofs if kind != "SIGNED_LIST")
        form.outcome.choices = [(code, gettext(OUTCOMES[code].label)) for code in codes]
        form.proof.choices = [(kind, PROOFS[kind]) for kind in accepted]
        if not accepted:
            del form.proof
            del form.photo
        return form
