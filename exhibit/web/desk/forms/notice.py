"""A notice: one field for each of the ten things a person must be told."""
from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import Length

from exhibit.consent.notice import ITEMS
from exhibit.consent.vocabulary import NOTICE_MODES
from exhibit.store import records
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, table


class NoticeForm(FlaskForm):
    language = SelectField(_l("Language"), [REQUIRED], choices=list(NAMES.items()))
    version = SelectField(_l("Version"), description=_l("The same version in another language says the same thing; a new wording is a new version."))
    mode = SelectField(_l("How it is given"), choices=table(NOTICE_MODES))
    material = BooleanField(_l("What is done with the story changes: whoever agreed before is asked again, and nothing is shown until then"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = sorted({notice.version for notice in records.notices()}, reverse=True)
        self.version.choices = [("", gettext("a new version (%(number)s)", number=max(known, default=0) + 1)),
                                *((str(number), gettext("version %(number)s in another language", number=number)) for number in known)]

    def answers(self) -> dict[str, str]:
        return {item: self[item].data or "" for item in ITEMS}


for _item, _words in ITEMS.items():
    setattr(NoticeForm, _item, TextAreaField(_l(_words), [Length(max=3000)]))
