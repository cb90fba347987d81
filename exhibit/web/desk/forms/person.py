"""The person behind a code, without a field that could say who she is; organisations; what was offered for her time."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import Length, Optional

from exhibit.actions.parties import FIELDS
from exhibit.consent.vocabulary import (
    COMPENSATION_ANSWERS,
    COMPENSATION_BANDS,
    COMPENSATION_KINDS,
    LITERACY_MODES,
    ORG_TYPES,
    PARTY_ROLES,
    SAFE_CONTACTS,
)
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, YesNo, table, with_blank
from exhibit.web.desk.forms.record import party_choices
from exhibit.web.desk.words import countries


class PersonForm(FlaskForm):
    custodian = SelectField(_l("Custodian"), description=_l("The organisation that knows who the person is."))
    custodian_ref = StringField(_l("The custodian's reference"), [Length(max=60)],
                                description=_l("Opaque and kept encrypted: means nothing to anybody but the custodian. Empty keeps what is on file."))
    jurisdiction = SelectField(_l("Whose law counts"))
    preferred_language = SelectField(_l("Language the person prefers"), choices=[("", _l("not said")), *NAMES.items()])
    literacy_mode = SelectField(_l("How to tell the person"), choices=table(LITERACY_MODES))
    safe_contact = SelectField(_l("How the person may be reached"), choices=table(SAFE_CONTACTS), description=_l("Nobody is ever reached in another way."))
    erase_on_stop = BooleanField(_l("When the person stops everything, the texts are erased too"))
    deceased = BooleanField(_l("The person has died: nothing new begins"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.custodian.choices = [("", _l("not said")), *party_choices("CUSTODIAN")]
        self.jurisdiction.choices = countries()

    def values(self) -> dict:
        return {field.name: field.data for field in self if field.name != "csrf_token"}


class CompensationForm(FlaskForm):
    kind = SelectField(_l("What was offered"), [REQUIRED], choices=with_blank(table(COMPENSATION_KINDS)))
    band = SelectField(_l("How much"), choices=[("", _l("not said")), *table(COMPENSATION_BANDS)])
    offered_on = DateField(_l("Offered on"), [Optional()], description=_l("Empty: today."))
    answer = SelectField(_l("Answer"), [REQUIRED], choices=with_blank(table(COMPENSATION_ANSWERS)))
    independent = YesNo(_l("Is it the same whatever the person tells or permits?"))


class PartyForm(FlaskForm):
    """One organisation; built from the action's own table of fields below."""

    role = SelectField(_l("What it does"), [REQUIRED], choices=with_blank(table(PARTY_ROLES)))
    org_type = SelectField(_l("Kind of organisation"), choices=table(ORG_TYPES))

    def values(self) -> dict:
        return {field.name: field.data for field in self if field.name != "csrf_token"}


for _key, _words in FIELDS.items():
    setattr(PartyForm, _key, StringField(_l(_words), [Length(max=200)]))
