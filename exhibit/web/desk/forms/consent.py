"""What a person said about one permission; and, for a child, who else must agree."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField
from wtforms.validators import Length, Optional

from exhibit.consent.permissions import PERMISSIONS
from exhibit.story.vocabulary import ELEMENTS
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, table
from exhibit.web.desk.words import ANSWERS, HOLDS

YES_NO = [("", _l("not asked")), ("yes", _l("yes")), ("no", _l("no"))]


class PermissionForm(FlaskForm):
    permission = SelectField(_l("Permission"), [REQUIRED], choices=table(PERMISSIONS))
    scope = StringField(_l("Scope"), [Length(max=60)], description=_l("Only for translation (a language, such as fr), events in a country (BE), one event (its short name), a partner."))
    decision = RadioField(_l("What the person said"), [REQUIRED], choices=list(ANSWERS.items()))
    elements = Checkboxes(_l("Facts that may be told under it"), choices=table(ELEMENTS), description=_l("A text that tells a fact not ticked here is not shown under this permission."))
    valid_from = DateField(_l("From"), [Optional()], description=_l("Empty: from now."))
    valid_until = DateField(_l("Until"), [Optional()], description=_l("Empty: as long as the permission may last at most."))


class StopForm(FlaskForm):
    reason = StringField(_l("Reason (not needed)"), [Length(max=300)])
    indicated_by = SelectField(_l("Who asked"), choices=[("SUBJECT", _l("the person")), ("GUARDIAN", _l("a guardian"))], default="SUBJECT")


class HoldForm(FlaskForm):
    hold = SelectField(_l("Why"), choices=list(HOLDS.items()))
    reason = StringField(_l("In a few words, without names"), [Length(max=300)])


class ChildForm(FlaskForm):
    child_assent = SelectField(_l("The child agrees"), choices=YES_NO)
    guardian_permits = SelectField(_l("A guardian who may act agrees"), choices=YES_NO)
    guardian_conflict = BooleanField(_l("A guardian may be involved in what happened"))
    best_interests_until = DateField(_l("Best-interests decision valid until"), [Optional()], description=_l("At most 12 months after it was taken."))
    majority_on = DateField(_l("Comes of age on"), [Optional()], description=_l("The month is enough: use its first day. Nothing holds past it."))
