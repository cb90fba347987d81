"""A child speaks: her own answer, guardians, best interests, the day she comes of age. Nothing is ticked beforehand."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import Length, Optional

from exhibit.consent.vocabulary import CONFLICTS, GUARDIAN_KINDS, MAY_BE_TOLD, RELATIONSHIPS
from exhibit.store import records
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes, YesNo, table, with_blank


class AssentForm(FlaskForm):
    assent = YesNo(_l("Does the child agree?"))
    may_be_told = Checkboxes(_l("The child allows that this is told to"), choices=table(MAY_BE_TOLD))


class GuardianForm(FlaskForm):
    kind = SelectField(_l("Who speaks for the child"), [REQUIRED], choices=with_blank(table(GUARDIAN_KINDS)))
    permits = YesNo(_l("Does this guardian agree?"), [Optional()])
    conflict_of_interest = RadioField(_l("May this guardian be involved in what happened?"), [REQUIRED], choices=table(CONFLICTS))
    guardian_until = DateField(_l("May act until"), [Optional()], description=_l("Empty: without an end."))
    evidence = SelectField(_l("What proves that"))

    def __init__(self, *args, testimony=None, **kwargs):
        super().__init__(*args, **kwargs)
        proofs = [proof for record in records.records_of(testimony) for proof in record.evidence] if testimony else []
        self.evidence.choices = [("", _l("not said")), *((proof.uid, f"{proof.kind} {proof.taken_on.isoformat()}") for proof in proofs)]

    def values(self) -> dict:
        return {"kind": self.kind.data, "permits": self.permits.answer, "conflict_of_interest": self.conflict_of_interest.data, "valid_until": self.guardian_until.data,
                "evidence": self.evidence.data}


class RelationshipForm(FlaskForm):
    relationship = RadioField(_l("Who was behind it?"), [REQUIRED], choices=table(RELATIONSHIPS))


class BestInterestsForm(FlaskForm):
    decided_by = StringField(_l("Decided by (a role, never a name)"), [REQUIRED, Length(max=120)])
    panel = StringField(_l("Who else took part (roles, with commas)"), [Length(max=300)])
    favourable = YesNo(_l("Is it in the child's best interests?"))
    no_risk_to_others = YesNo(_l("Are the child, brothers and sisters, and friends safe, even with every name changed?"))
    on = DateField(_l("Decided on"), [Optional()], description=_l("Empty: today."))
    valid_until = DateField(_l("Holds until"), [Optional()], description=_l("12 months at most; empty: 12 months."))

    def values(self) -> dict:
        return {"decided_by": self.decided_by.data, "panel": [role.strip() for role in (self.panel.data or "").split(",") if role.strip()], "on": self.on.data,
                "favourable": self.favourable.answer, "no_risk_to_others": self.no_risk_to_others.answer, "valid_until": self.valid_until.data}


class MajorityForm(FlaskForm):
    majority_on = DateField(_l("Comes of age on"), [Optional()], description=_l("Kept encrypted. Nothing a guardian agreed to holds past it."))
    born_on = DateField(_l("or: birthday"), [Optional()], description=_l("Used once to work out the day, by the law that counts for the person; never kept."))
