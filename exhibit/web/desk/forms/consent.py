"""What a person said about one permission; stops and holds."""
from __future__ import annotations

from datetime import datetime

from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional

from exhibit.actions.recording import midnight
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.vocabulary import IDENTITY_MODES, INDICATION_METHODS, SPEAKERS
from exhibit.store import records
from exhibit.story.vocabulary import ELEMENTS
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, table
from exhibit.web.desk.words import ANSWERS, HOLDS


class PermissionForm(FlaskForm):
    record_id = SelectField(_l("Record it stands on"), description=_l("The conversation in which it was asked."))
    permission = SelectField(_l("Permission"), [REQUIRED], choices=table(PERMISSIONS))
    scope = StringField(_l("Scope"), [Length(max=60)], description=_l("Only for translation (a language, such as fr), events in a country (BE), one event (its short name), a partner."))
    decision = RadioField(_l("What the person said"), [REQUIRED], choices=list(ANSWERS.items()))
    indicated_by = SelectField(_l("Who answered"), choices=[("", _l("the person, or a guardian for a child")), *table(SPEAKERS)])
    method = SelectField(_l("How"), choices=[("", _l("not said")), *table(INDICATION_METHODS)])
    occurred_on = DateField(_l("On which day"), [Optional()], description=_l("Empty: now. The time to think it over counts from here."))
    identity_mode = SelectField(_l("Shown"), choices=table(IDENTITY_MODES))
    conditions = StringField(_l("Conditions"), [Length(max=300)], description=_l("In plain words, without anything that leads to a person."))
    elements = Checkboxes(_l("Facts that may be told under it"), choices=table(ELEMENTS), description=_l("A text that tells a fact not ticked here is not shown under this permission."))
    valid_from = DateField(_l("From"), [Optional()], description=_l("Empty: from now."))
    valid_until = DateField(_l("Until"), [Optional()], description=_l("Empty: as long as the permission may last at most."))
    max_copies = IntegerField(_l("Printed copies at most"), [Optional(), NumberRange(1, 1000, _l("A whole number, at least 1."))], description=_l("Only for the printed cutout and the booklet."))

    def __init__(self, *args, testimony, **kwargs):
        super().__init__(*args, **kwargs)
        self.record_id.choices = [("", _l("none: only for a no, or while the answer is open")),
                                  *((row.id, f"{format_date(row.made_at)} · {row.form_number or row.id[:8]}") for row in records.records_of(testimony))]

    def more(self, now: datetime) -> dict:
        """What the action takes besides permission, scope, answer and dates."""
        day = self.occurred_on.data
        return {"record_id": self.record_id.data or None, "elements": self.elements.data, "indicated_by": self.indicated_by.data, "method": self.method.data,
                "occurred_at": midnight(day) if day and day != now.date() else None, "identity_mode": self.identity_mode.data, "conditions": self.conditions.data or "",
                "max_copies": self.max_copies.data}


class StopForm(FlaskForm):
    reason = StringField(_l("Reason (not needed)"), [Length(max=300)])
    indicated_by = SelectField(_l("Who asked"), choices=[("SUBJECT", _l("the person")), ("GUARDIAN", _l("a guardian"))], default="SUBJECT")


class HoldForm(FlaskForm):
    hold = SelectField(_l("Why"), choices=list(HOLDS.items()))
    reason = StringField(_l("In a few words, without names"), [Length(max=300)])
