"""A consent record: the conversation, its evidence, the teach-back."""
from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from exhibit.consent.vocabulary import CHECKLIST, COLLECTION_METHODS, EVIDENCE_KINDS, PRESENT, UNDERSTANDING
from exhibit.store import records
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, YesNo, table, with_blank
from exhibit.web.desk.words import countries


def notice_choices() -> list[tuple[str, str]]:
    """Notices that may still be given, newest first."""
    oldest = records.newest_material_version()
    return [(str(row.id), gettext("version %(number)s · %(language)s", number=row.version, language=NAMES.get(row.language, row.language)))
            for row in records.notices() if row.version >= oldest]


def party_choices(*roles: str) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in records.parties(*roles)]


class HeadFields(FlaskForm):
    """What every conversation says about itself."""

    form_number = StringField(_l("Number of the form"), [Length(max=20)], description=_l("At the head of the paper. Empty when no form was used."))
    notice_id = SelectField(_l("Notice that was given"), [REQUIRED])
    controller = SelectField(_l("Who decides"), [REQUIRED])
    language = SelectField(_l("Language spoken"), [REQUIRED], choices=with_blank(list(NAMES.items())))
    collected_country = SelectField(_l("Where it took place"))
    interpreter_present = BooleanField(_l("An interpreter was present"))
    interpreter_vetted = BooleanField(_l("The interpreter had been checked beforehand"))
    support_person_present = BooleanField(_l("Somebody the person trusts was present"))
    assistance_independent = BooleanField(_l("The person was told that help does not depend on the answer"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.notice_id.choices = with_blank(notice_choices())
        self.controller.choices = with_blank(party_choices("CONTROLLER"))
        self.collected_country.choices = countries()

    def head(self) -> dict:
        """What the action takes."""
        names = ("form_number", "notice_id", "controller", "language", "collected_country", "interpreter_present", "interpreter_vetted", "support_person_present",
                 "assistance_independent")
        return {name: self[name].data for name in names}


class RecordForm(HeadFields):
    collection_method = RadioField(_l("How the answers were taken"), [REQUIRED], choices=table(COLLECTION_METHODS))
    jurisdiction = SelectField(_l("Whose law counts"), description=_l("Empty: as on the page of the person."))
    referral_offered = BooleanField(_l("Help was offered for afterwards"))
    checklist = Checkboxes(_l("The person"), choices=table(CHECKLIST))
    restrictions = TextAreaField(_l("Limits the person set"), [Length(max=2000)], description=_l("In plain words, without anything that leads to a person."))
    own_risk_view = TextAreaField(_l("How the person sees the risk"), [Length(max=2000)])
    added_value_reason = TextAreaField(_l("Why this story, why here"), [Length(max=2000)])
    risk_assessment_ref = StringField(_l("Reference of the risk assessment"), [Length(max=200)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.jurisdiction.choices = countries()

    def values(self) -> dict:
        names = ("collection_method", "jurisdiction", "referral_offered", "checklist", "restrictions", "own_risk_view", "added_value_reason", "risk_assessment_ref")
        return self.head() | {name: self[name].data for name in names}


class UnderstandingForm(FlaskForm):
    """Five questions and who was present; built from the table below."""

    notes = TextAreaField(_l("Notes"), [Length(max=2000)], description=_l("What the person said in own words is not kept; a hint for the next conversation may be."))

    def answers(self) -> dict[str, bool | None]:
        return {key: self[key].answer for key in QUESTIONS}


QUESTIONS = UNDERSTANDING | PRESENT
for _key, _words in QUESTIONS.items():
    setattr(UnderstandingForm, _key, YesNo(_l(_words)))


class EvidenceForm(FlaskForm):
    kind = SelectField(_l("What proves it"), [REQUIRED], choices=with_blank(table(EVIDENCE_KINDS)))
    held_by = SelectField(_l("Who keeps it"))
    locator = StringField(_l("Where it lies there"), [Length(max=200)], description=_l("Kept encrypted. A shelf or a binder, nothing that leads to a person."))
    taken_on = DateField(_l("Taken on"), [Optional()], description=_l("Empty: today."))
    witness_role = StringField(_l("Who was witness (a role)"), [Length(max=60)])
    sha256 = StringField(_l("Hash of the paper (SHA-256)"), [Length(max=64)], description=_l("Made by your browser when you choose the scan."))
    scan = FileField(_l("Scan of the paper"), description=_l("Only its hash is kept, unless you tick the next box."))
    keep_scan = BooleanField(_l("The custodian wants the scan kept here, encrypted"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_by.choices = [("", _l("not said")), *party_choices("CUSTODIAN", "CONTROLLER", "PARTNER")]

    def values(self) -> dict:
        return {name: self[name].data for name in ("kind", "held_by", "locator", "taken_on", "witness_role", "sha256")}
