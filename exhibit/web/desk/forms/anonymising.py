"""A text to anonymise: what it becomes, in which language, pasted or as a file; and a question about it."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField, TextAreaField

from exhibit.actions.document_text import ACCEPTED, text_of_document
from exhibit.web.desk.forms.fields import language_field
from exhibit.web.desk.words import KINDS


class SourceForm(FlaskForm):
    kind = SelectField(_l("What it becomes"), choices=list(KINDS.items()))
    language = language_field(_l("Language of the text"), description=_l("The text is anonymised in the language in which it is written."))
    body = TextAreaField(_l("Text as it was sent"))
    upload = FileField(_l("or a file"), render_kw={"accept": ACCEPTED}, description=_l("Word (DOCX), OpenDocument (ODT), PDF with text in it, or plain text. Only its words are read; names of authors, comments and changes in it are not kept, and neither is the file."))

    def text(self) -> tuple[str, str]:
        """The text, and where it comes from. Raises WrongUse for a file that cannot be read."""
        sent = self.upload.data
        return text_of_document(sent.read(), sent.filename or "") if sent else (self.body.data or "", "PASTED")
