"""Quick entry of one paper: its head, the teach-back, one line a permission. Nothing is ticked beforehand."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, FieldList, Form, FormField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Length, Optional

from exhibit.actions.quick import Conversation
from exhibit.actions.recording import Answer
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.vocabulary import INDICATION_METHODS, SPEAKERS
from exhibit.web.desk.forms.fields import REQUIRED, YesNo, table, with_blank
from exhibit.web.desk.forms.record import QUESTIONS, HeadFields, party_choices

ANSWERS = [("given", _l("yes")), ("refused", _l("no")), ("deferred", _l("later"))]
PROOF_OF = {"SIGNED_PAPER": "SIGNED_PAPER", "THUMBPRINT": "THUMBPRINT", "SPOKEN": "WITNESSED_ORAL", "AUDIO_STATEMENT": "AUDIO_STATEMENT",
            "WITNESSED_ORAL": "WITNESSED_ORAL", "E_SIGNATURE": "E_SIGNATURE"}  # how the answer was given -> what proves it


class LineForm(Form):
    """One permission of the paper."""

    permission = HiddenField()
    scope = HiddenField()
    answer = RadioField(_l("Answer"), [Optional()], choices=ANSWERS)
    until = DateField(_l("until"), [Optional()])


class MoreForm(Form):
    """A permission that was not on the list."""

    permission = SelectField(_l("Permission"), choices=with_blank(table(PERMISSIONS)))
    scope = StringField(_l("Scope"), [Length(max=60)])
    answer = RadioField(_l("Answer"), [Optional()], choices=ANSWERS)
    until = DateField(_l("until"), [Optional()])


class QuickForm(HeadFields):
    on = DateField(_l("Day of the conversation"), [REQUIRED])
    method = SelectField(_l("How the answers were given"), [REQUIRED], choices=with_blank(table(INDICATION_METHODS)))
    indicated_by = SelectField(_l("Who answered"), [REQUIRED], choices=with_blank(table(SPEAKERS)))
    lines = FieldList(FormField(LineForm))
    more = FieldList(FormField(MoreForm), min_entries=3, max_entries=3)
    held_by = SelectField(_l("Who keeps the paper"))
    locator = StringField(_l("Where it lies there"), [Length(max=200)])
    sha256 = StringField(_l("Hash of the paper (SHA-256)"), [Length(max=64)])
    scan = FileField(_l("Scan of the paper, only to make its hash"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_by.choices = [("", _l("not said")), *party_choices("CUSTODIAN", "CONTROLLER", "PARTNER")]

    def conversation(self, scan: bytes | None) -> Conversation:
        """What the action takes."""
        answers = [Answer(line.permission.data, line.scope.data, line.answer.data or "", valid_until=line.until.data) for line in (*self.lines, *self.more) if line.permission.data]
        proof = {"held_by": self.held_by.data, "locator": self.locator.data, "sha256": self.sha256.data} if any(
            (self.held_by.data, self.locator.data, self.sha256.data, scan)) else {}
        if proof:
            proof["kind"] = PROOF_OF[self.method.data]
        return Conversation(
            head=self.head() | {"collection_method": "ON_PAPER" if self.form_number.data else "IN_PERSON"}, answers=tuple(answers), on=self.on.data, proof=proof, scan=scan,
            understanding={key: self[key].answer for key in QUESTIONS}, indicated_by=self.indicated_by.data, method=self.method.data)


for _key, _words in QUESTIONS.items():
    setattr(QuickForm, _key, YesNo(_l(_words)))
