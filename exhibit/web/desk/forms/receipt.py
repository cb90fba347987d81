"""The receipt a person chose, and the form that is printed for her."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import Length

from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.words import LANGUAGES
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, table

FORMS = {
    "CARD": _l("a card with the number and nothing else"), "PAPER": _l("a paper with everything that was agreed"), "DIGITAL": _l("a signed file"),
    "KEPT_BY_CASEWORKER": _l("the caseworker keeps it for the person"), "NONE_DECLINED": _l("none: the person declines, for her safety"),
}
OWN_LANGUAGES = [(code, NAMES[code]) for code in LANGUAGES]


class ReceiptForm(FlaskForm):
    kind = RadioField(_l("What the person wants"), [REQUIRED], choices=list(FORMS.items()),
                      description=_l("Ask where she could keep it and who might find it. A paper that is found can be forced out of her; none at all is an answer too."))
    language = SelectField(_l("Language"), [REQUIRED], choices=OWN_LANGUAGES)
    replaces = BooleanField(_l("In place of the one she has: it is lost, or somebody else may have it"),
                            description=_l("The old number opens nothing from then on. If somebody uses it, everything is put on hold and it is written down here."))


class NumberForm(FlaskForm):
    number = StringField()
    without_address = BooleanField(_l("Leave the web address off the card"))


class PaperForm(FlaskForm):
    language = SelectField(_l("Language of the form"), [REQUIRED], choices=OWN_LANGUAGES)
    permissions = Checkboxes(_l("Permissions to ask for"), choices=table(PERMISSIONS),
                             description=_l("Ticked is what is offered to everybody. Add another one only when the person brought it up or it was explained separately."))
    translations = StringField(_l("Translations into"), [Length(max=120)], description=_l("Language codes, for example fr, nl."))
    countries = StringField(_l("Events in"), [Length(max=120)], description=_l("Countries as two letters, for example BE, NL."))
    events = StringField(_l("One event only"), [Length(max=120)], description=_l("Short names of exhibitions."))
    partners = StringField(_l("Partners it may be lent to"), [Length(max=200)], description=_l("Names of organisations, separated by commas."))
