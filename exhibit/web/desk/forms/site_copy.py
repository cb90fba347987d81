"""The form that orders a copy of the public site."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from exhibit.web.desk.forms.fields import REQUIRED


class SiteCopyForm(FlaskForm):
    """Where it goes, and whether a screen in the hall shows it."""

    place = StringField(_l("Where it goes"), validators=[REQUIRED, Length(max=120)],
                        description=_l("A stick, a kiosk, a host: after a stop somebody takes the new copy there."))
    kiosk = BooleanField(_l("With the pages for a screen in the hall"))
