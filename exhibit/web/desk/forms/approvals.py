"""A link for the person to read and answer."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange

from exhibit.actions.approvals import DAYS, MOST_DAYS
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes


class LinkForm(FlaskForm):
    languages = Checkboxes(_l("Languages to be read"))
    cutout = SelectField(_l("Board to be seen"), description=_l("Exactly as it will hang, with a mark across it."))
    days = IntegerField(_l("Days until it ends"), [REQUIRED, NumberRange(1, MOST_DAYS)], default=DAYS)
