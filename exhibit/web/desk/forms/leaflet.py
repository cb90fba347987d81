"""The form that hands a booklet over."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import Length, NumberRange

from exhibit.actions.leaflets import LONGEST_PLACE, MOST_COPIES, Order
from exhibit.actions.uses import Whereabouts
from exhibit.web.desk.forms.fields import REQUIRED
from exhibit.web.desk.forms.uses import WhereForm

TO_FOLD, BY_PAGE = "to_fold", "by_page"


class LeafletForm(WhereForm):
    """For whom, how many, how it is printed, and where the rest goes."""

    language = HiddenField(validators=[REQUIRED])
    copies = IntegerField(_l("Number of copies"), [REQUIRED, NumberRange(1, MOST_COPIES, _l("A whole number, at least 1."))], description=_l("It is printed on the back and kept with each story, so that a stop knows how many are out."))
    printing = SelectField(_l("How it is printed"), choices=[(TO_FOLD, _l("on A4, both sides, turned over the short edge, folded and stapled")), (BY_PAGE, _l("page by page on A5, for a shop that imposes it"))], default=TO_FOLD)
    back_to = StringField(_l("Who takes back what is left over"), [REQUIRED, Length(max=LONGEST_PLACE)], description=_l("A place and a number of your organisation; printed on the back."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.party.label.text, self.place.label.text = _l("For whom"), _l("Where they will lie")
        self.place.description = _l("For example: the reading room.")

    def order(self, base_url: str, by: str, now) -> Order:
        where = Whereabouts((self.place.data or "").strip(), (self.holder.data or "").strip(), int(self.party.data) if self.party.data else None)
        return Order(self.language.data, self.copies.data, where, self.back_to.data, base_url, by, now, self.printing.data == TO_FOLD)
