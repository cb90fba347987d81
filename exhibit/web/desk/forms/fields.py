"""Fields that more than one form uses."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField, widgets
from wtforms.validators import InputRequired

from exhibit.story.labels import NAMES

REQUIRED = InputRequired(_l("Please fill this in."))


class Checkboxes(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class YesNo(RadioField):
    """A question with two answers, neither ticked beforehand; `answer` is True, False or None."""

    def __init__(self, label, validators=None, **more):
        super().__init__(label, validators or [REQUIRED], choices=[("yes", _l("yes")), ("no", _l("no"))], **more)

    @property
    def answer(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.data)


def with_blank(rows: list, words=None) -> list:
    """Choices of which none is chosen beforehand."""
    return [("", words or _l("Please choose")), *rows]


def table(rows: dict) -> list[tuple[str, object]]:
    """Choices from a vocabulary: code -> label, or a row that has one, in the interface language."""
    return [(code, _l(getattr(row, "label", row))) for code, row in rows.items()]


def language_field(label, **more) -> SelectField:
    return SelectField(label, choices=list(NAMES.items()), validators=[REQUIRED], **more)
