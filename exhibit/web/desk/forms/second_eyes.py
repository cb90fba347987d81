"""What a second pair of eyes writes down: a guess and three attempts, then a verdict."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from exhibit.actions.second_eyes import ATTEMPTS, LED_TO, LONGEST, LONGEST_TERMS
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes

LED_TO_WORDS = {"NOBODY": _l("led to nobody"), "SOMEBODY": _l("could lead to somebody"), "FOUND": _l("found the person or the case")}


class AttemptsForm(FlaskForm):
    guess = TextAreaField(_l("Who could this be?"), [REQUIRED, Length(max=LONGEST)], description=_l(
        "Think of her uncle, a neighbour, the one who exploited her, a journalist. Write what each would guess, or that nobody comes to mind."))

    @property
    def attempts(self) -> list[tuple]:
        """Each attempt's two fields: terms, and what they led to."""
        return [(self[f"terms_{number}"], self[f"led_to_{number}"]) for number in range(1, ATTEMPTS + 1)]

    def tried(self) -> list[tuple[str, str]]:
        return [(terms.data or "", led_to.data or "") for terms, led_to in self.attempts]


for _number in range(1, ATTEMPTS + 1):
    setattr(AttemptsForm, f"terms_{_number}", StringField(_l("Search terms"), [REQUIRED, Length(max=LONGEST_TERMS)]))
    setattr(AttemptsForm, f"led_to_{_number}", RadioField(_l("What they led to"), [REQUIRED], choices=[(code, LED_TO_WORDS[code]) for code in LED_TO]))


class PassForm(FlaskForm):
    agreed = Checkboxes(_l("Words that lead to nobody, you say too"))


class BackForm(FlaskForm):
    reason = TextAreaField(_l("What still leads to the person"), [REQUIRED, Length(max=LONGEST)], description=_l("Read by those who may read the source, and by nobody else. It is kept encrypted and goes with the source."))
