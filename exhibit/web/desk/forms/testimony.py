"""A testimony's facts, by vocabulary only: no field holds a name, a date of birth or an address."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length

from exhibit.story import vocabulary
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, language_field, table
from exhibit.web.desk.words import AGE_CLASSES, countries


class TestimonyForm(FlaskForm):
    __test__ = False  # a form, although its name begins with Test

    pseudonym = StringField(_l("Pseudonym"), [REQUIRED, Length(max=80)], description=_l("Never the real name. Best chosen by the person."))
    experience_type = SelectField(_l("Type of experience"), [REQUIRED], choices=[
        (code, label, {} if vocabulary.shows_tip_elements(code) else {"data-smuggling": ""}) for code, label in table(vocabulary.EXPERIENCE_TYPES)])
    original_language = language_field(_l("Original language"))
    origin_country = SelectField(_l("Country of origin"), [REQUIRED], description=_l("Kept to refuse showing the story there; printed only if the person agreed."))
    exploitation_countries = SelectMultipleField(_l("Countries of exploitation"))
    age_class = SelectField(_l("Age when the story was told"), [REQUIRED], choices=list(AGE_CLASSES.items()))
    age_band = SelectField(_l("Age band that may be shown"), choices=[("", _l("none")), *table(vocabulary.AGE_BANDS)])
    gender = SelectField(_l("Gender"), choices=table(vocabulary.GENDERS), default="unknown")
    term = SelectField(_l("Word the person chose"), choices=table(vocabulary.TERMS), default="SURVIVOR")
    exploitation = Checkboxes(_l("Forms of exploitation"), choices=table(vocabulary.EXPLOITATION))
    tip_act = Checkboxes(_l("Act"), choices=table(vocabulary.TIP_ACTS))
    tip_means = Checkboxes(_l("Means"), choices=table(vocabulary.TIP_MEANS))
    tip_purpose = Checkboxes(_l("Purpose"), choices=table(vocabulary.TIP_PURPOSES))
    elements = Checkboxes(_l("Facts the texts tell"), choices=table(vocabulary.ELEMENTS), description=_l("Tick every fact that can be read in any of the texts."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.origin_country.choices = countries()
        self.exploitation_countries.choices = countries()[1:]

    def values(self) -> dict:
        names = [field.name for field in self if field.name not in ("csrf_token",)]
        return {name: self[name].data for name in names}


class TextForm(FlaskForm):
    body = TextAreaField(_l("Text"))
    upload = FileField(_l("or a document (.docx, .odt, .pdf with text, .txt)"), description=_l("Only its words are taken: authors, comments, headers, pictures and deleted words stay out."))
    based_on = HiddenField()


class NewTextForm(FlaskForm):
    """Which text to write next."""

    language = SelectField(_l("Language"), choices=list(NAMES.items()))
    kind = SelectField(_l("Which text"))
