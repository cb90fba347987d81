"""A recording of an approved text."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Length

from exhibit.store.tables import Testimony
from exhibit.story.labels import NAMES
from exhibit.story.sign_languages import SIGN_LANGUAGES
from exhibit.web.desk.forms.fields import REQUIRED, with_blank


class RecordingForm(FlaskForm):
    kind = RadioField(_l("What it is"), [REQUIRED], choices=[("AUDIO", _l("a reading to listen to")), ("SIGN", _l("the story told in a sign language"))], default="AUDIO")
    text_language = SelectField(_l("Text it renders"), [REQUIRED], description=_l("Only stories that the person has approved. Another text later, and the recording is not offered any more."))
    voice = RadioField(_l("Whose voice"), [REQUIRED], choices=[("ACTOR", _l("another person's")), ("OWN", _l("the person's own: it can be recognised"))], default="ACTOR")
    sign = SelectField(_l("Sign language"), choices=with_blank(list(SIGN_LANGUAGES.items())))
    other_sign = StringField(_l("Another sign language"), [Length(max=3)], description=_l("Its code of three letters (ISO 639-3)."))
    file = FileField(_l("File"), [FileRequired(_l("Choose the file."))], description=_l("Sound: MP3, M4A, Ogg or WAV up to 25 MB. Film: MP4 or WebM up to 80 MB. Tags, names, places and dates in it are removed."))

    def __init__(self, testimony: Testimony, **more):
        super().__init__(**more)
        self.text_language.choices = with_blank([(code, NAMES.get(code, code)) for code in testimony.languages()])

    def values(self) -> tuple[str, str, str, str]:
        """Kind, language, language of the text, voice."""
        sign = (self.other_sign.data or self.sign.data or "").strip().lower()
        return self.kind.data, sign if self.kind.data == "SIGN" else self.text_language.data, self.text_language.data, self.voice.data
