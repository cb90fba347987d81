"""Bringing in many testimonies at once."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField


class BatchForm(FlaskForm):
    file = FileField(_l("Spreadsheet (.xlsx, .csv), or .zip of documents with one"), [FileRequired(_l("Please choose a file."))])
    try_it = BooleanField(_l("Only try it: read everything, store nothing"), default=True)
