"""What a reviewer writes down about the facts told together; and the file of reference counts."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from exhibit.story import vocabulary
from exhibit.web.desk.forms.fields import REQUIRED, table


class FactsForm(FlaskForm):
    """Values of facts the testimony's own form does not ask for; only those the texts tell are shown."""

    sector = SelectField(_l("Kind of work"), choices=[("", _l("none")), *table(vocabulary.SECTORS)])
    year = StringField(_l("Year or years"), [Length(max=9)], description=_l("As the texts tell it, for example 2019 or 2015-2019."))
    place = StringField(_l("Region or place"), [Length(max=80)])
    rare_event = StringField(_l("A rare event"), [Length(max=120)], description=_l("Something that was in the news, or that happened to few: leave empty if the texts tell none."))


class ReasonsForm(FlaskForm):
    reasons = TextAreaField(_l("Why nobody can be recognised from these facts together"), [REQUIRED, Length(max=1000)])


class CountsForm(FlaskForm):
    source = StringField(_l("Where the counts come from"), [REQUIRED, Length(max=120)], description=_l("For example: national register, 2024. Loading under the same words replaces what was there."))
    table = FileField(_l("CSV file (UTF-8)"), [FileRequired(_l("Choose a file."))])
