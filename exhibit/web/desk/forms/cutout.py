"""A cutout: language, figure, face, height band, template, colours. Never the person's own height or picture."""
from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField

from exhibit.cutout import face_names, figure_info, figure_names, palette_names, template_names
from exhibit.story.labels import NAMES
from exhibit.story.vocabulary import GENDERS
from exhibit.web.desk.words import COLOURS, FACES, SHOWN, SIDES, TEMPLATES, with_detail


class CutoutForm(FlaskForm):
    language = SelectField(_l("Language of the board"))
    figure = SelectField(_l("Figure"))
    face = RadioField(_l("Face"), choices=[(name, FACES[name]) for name in face_names()], description=_l("Children are shown without a face unless the person wished otherwise."))
    height_mm = SelectField(_l("Height"), coerce=int, description=_l("The middle height of an age band, moved a little: never the person's own."))
    second_language = SelectField(_l("Second language"), description=_l("Both stand on the board at the same size; the person agreed to both."))
    panel_side = SelectField(_l("Side of the panel"), choices=list(SIDES.items()))
    template = SelectField(_l("Template"), choices=[(name, TEMPLATES[name]) for name in template_names()])
    palette = RadioField(_l("Colour of the panel"), choices=[(name, COLOURS[name]) for name in palette_names()])

    def offer(self, languages: list[str], heights: list[tuple[int, str]], own_figures: list[str]) -> CutoutForm:
        """Fill in the choices that depend on the cutout."""
        self.language.choices = [(code, NAMES.get(code, code)) for code in languages]
        self.second_language.choices = [("", _l("one language only")), *self.language.choices]
        self.figure.choices = [(name, figure_label(name)) for name in figure_names()] + [(name, _l("own silhouette %(name)s", name=name[4:])) for name in own_figures]
        self.height_mm.choices = heights
        return self

    def values(self) -> dict:
        return {key: self[key].data for key in ("language", "figure", "face", "height_mm", "template", "palette", "second_language", "panel_side")}


def figure_label(name: str) -> str:
    info = figure_info(name)
    gender, dress = GENDERS[info["reading_gender"]], info["dress"]
    return with_detail(gettext(gender), gettext(dress))


class FigureForm(FlaskForm):
    """`shows` has no answer chosen beforehand: which permission of the person the gate asks for hangs on it."""

    picture = FileField(_l("Own silhouette (SVG, PNG or JPEG)"), render_kw={"accept": ".svg,.png,.jpg,.jpeg"}, description=_l(
        "One filled dark shape on white or transparent ground, calm and clothed; no photograph, nothing that binds or hurts. "
        "The height stays that of the age band, whatever the picture shows. Does the picture fit what the story tells?"))
    shows = RadioField(_l("Whom does it show?"), choices=list(SHOWN.items()), description=_l("The person must have agreed to this kind of picture. One on which somebody can be recognised is never put on a board."))
