"""The print file of a copy: true size, or on which sheets."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, SelectField, StringField
from wtforms.validators import NumberRange

from exhibit.cutout.sheets.options import SheetOptions
from exhibit.web.desk.words import JOINTS, ORDERS, ORIENTATIONS, SHEETS


class PrintForm(FlaskForm):
    sheet = SelectField(_l("Paper"), choices=list(SHEETS.items()), default="full")
    own_size = StringField(_l("Own size in mm"), render_kw={"placeholder": "300x400", "inputmode": "text"})
    joint = SelectField(_l("Sheets are"), choices=list(JOINTS.items()), default="overlap")
    overlap_mm = DecimalField(_l("Overlap or gap in mm"), [NumberRange(0, 50, _l("Give an overlap between 0 and 50 mm."))], default=10)
    margin_mm = DecimalField(_l("White edge of the printer in mm"), [NumberRange(3, 40, _l("Give a white edge between 3 and 40 mm."))], default=10)
    orientation = SelectField(_l("Orientation"), choices=list(ORIENTATIONS.items()), default="auto")
    order = SelectField(_l("Order of gluing"), choices=list(ORDERS.items()), default="auto")
    without_marks = BooleanField(_l("Without crosses, cut lines and shading"))
    two_sided = BooleanField(_l("A map of the back too"))

    def options(self) -> SheetOptions | None:
        """None: one page at true size. Raises CutoutError for sheets that cannot be."""
        if self.sheet.data == "full":
            return None
        paper = (self.own_size.data or "").strip().lower() if self.sheet.data == "own" else self.sheet.data
        between = {f"{self.joint.data}_mm": float(self.overlap_mm.data)}
        return SheetOptions(paper, float(self.margin_mm.data), orientation=self.orientation.data, order=self.order.data,
                            marks=not self.without_marks.data, two_sided=self.two_sided.data, **between)

    def problems(self) -> str:
        return " ".join(str(sentence) for sentences in self.errors.values() for sentence in sentences)
