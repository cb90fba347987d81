"""Terms of the glossary, and a translation brought back."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from exhibit.actions.glossary import LONGEST, LONGEST_NOTE
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, language_field


class PairForm(Form):
    """Which terms to show; sent with the address, so that it needs no token."""

    language = SelectField(_l("From"), choices=[("", _l("any language")), *NAMES.items()], default="")
    target_language = SelectField(_l("Into"), choices=[("", _l("any language")), *NAMES.items()], default="")


class TermForm(FlaskForm):
    language = language_field(_l("From"))
    term = StringField(_l("Term"), [REQUIRED, Length(max=LONGEST)])
    target_language = language_field(_l("Into"))
    translation = StringField(_l("How the house says it"), [REQUIRED, Length(max=LONGEST)])
    note = StringField(_l("Note"), [Length(max=LONGEST_NOTE)], description=_l("When to use it, what to avoid. No names of people or places."))

    def values(self) -> tuple[str, ...]:
        return tuple(self[name].data or "" for name in ("language", "term", "target_language", "translation", "note"))


class BackForm(FlaskForm):
    language = SelectField(_l("Language of the back-translation"))
    body = TextAreaField(_l("Back-translation"), [REQUIRED])
