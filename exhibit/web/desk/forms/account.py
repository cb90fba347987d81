"""Accounts and help numbers."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes
from exhibit.web.desk.words import ROLES, countries


class AccountForm(FlaskForm):
    email = StringField(_l("E-mail address"), [REQUIRED, Length(max=255)])
    roles = Checkboxes(_l("Roles"), choices=list(ROLES.items()))


class HelplineForm(FlaskForm):
    country = SelectField(_l("Country"), [REQUIRED])
    name = StringField(_l("Name"), [REQUIRED, Length(max=120)])
    number = StringField(_l("Number"), [REQUIRED, Length(max=40)])
    note = StringField(_l("For visitors: hours, languages, whom it helps"), [Length(max=200)], description=_l("Only what the service itself has told you."))
    source = StringField(_l("Where the number comes from"), [Length(max=400)])
    emergency = BooleanField(_l("This is the country's emergency number"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.country.choices = countries()

    def values(self) -> dict:
        return {key: self[key].data for key in ("country", "name", "number", "note", "source", "emergency")}


class CalledForm(FlaskForm):
    answered = StringField(_l("Who answered"), [REQUIRED, Length(max=120)], description=_l("The service's name is enough; no person's name is needed."))
