"""Which file to look at, for which print shop."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from exhibit.cutout.press.profiles import profile, profile_names


class PreflightForm(FlaskForm):
    file = FileField(_l("Print file (PDF)"), [FileRequired(_l("Choose a file."))], description=_l("Ours or somebody else's. It is looked at and not kept."))
    shop = SelectField(_l("Print shop"), choices=[(name, profile(name).title) for name in profile_names()])
    height_mm = IntegerField(_l("How tall the board should be, in millimetres"), [Optional(), NumberRange(1, 20_000, _l("Write a number between 1 and 20000."))],
                             description=_l("Leave it empty if you do not know."), render_kw={"inputmode": "numeric"})
