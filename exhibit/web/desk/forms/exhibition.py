"""An exhibition: what, where, when, in which languages, who is thanked."""
from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from exhibit.actions.shelf import shelf
from exhibit.cutout.press.profiles import profile, profile_names
from exhibit.cutout.stand.materials import material, material_names
from exhibit.story.labels import NAMES
from exhibit.web.desk.forms.fields import REQUIRED, Checkboxes
from exhibit.web.desk.words import LOADS, countries

DATE = InputRequired(_l("Give a day, for example 2026-10-18."))


class ExhibitionForm(FlaskForm):
    slug = StringField(_l("Short name"), [REQUIRED, Length(2, 39)], description=_l("Small letters, digits and hyphens; used in file names. It cannot be changed later."))
    theme = StringField(_l("Theme line"), [Length(max=200)])
    venue = StringField(_l("Venue"), [Length(max=200)])
    city = StringField(_l("City"), [Length(max=100)])
    country = SelectField(_l("Country"), [REQUIRED], description=_l("Permissions and help numbers depend on it."))
    starts_on = DateField(_l("First day"), [DATE])
    ends_on = DateField(_l("Last day"), [DATE], description=_l("Boards may not be shown after this day."))
    languages = Checkboxes(_l("Languages of the exhibition"), choices=list(NAMES.items()))
    credits = TextAreaField(_l("Credits"), description=_l("One line a credit; printed at the foot of each board and on each page."))
    print_profile = SelectField(_l("Print shop"), description=_l("Name and colour of the cut line, bleed, pieces and scale follow from it."))
    material = SelectField(_l("Material of the boards"), description=_l("Weight, feet and fire class follow from it."))
    load_class = SelectField(_l("Where the boards stand"), choices=list(LOADS.items()), description=_l("Feet and ballast follow from it."))
    print_contact = StringField(_l("Whom the print shop and the crew ask"), [Length(max=200)], description=_l("A department and a number of your organisation; printed on job tickets and on the crew's papers."))
    exit_url = StringField(_l("Where the quick exit leads"), [Optional(), Length(max=300)], description=_l("A neutral site, starting with https://."))
    revision = HiddenField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.country.choices = countries()
        self.print_profile.choices = [(name, profile(name).title) for name in profile_names()]
        known = shelf()
        self.material.choices = [(name, material(name, known).title) for name in material_names(known)]

    def by_language(self, what: str) -> dict[str, str]:
        """Texts of `name` or `disclaimer` by language, empty ones left out."""
        return {code: value for code in NAMES if (value := (self[f"{what}_{code}"].data or "").strip())}

    def values(self) -> dict:
        """What the action takes."""
        plain = {key: self[key].data for key in self._fields if key in ("slug", "theme", "venue", "city", "country", "starts_on", "ends_on", "languages", "print_profile", "material", "load_class", "print_contact")}
        return plain | {
            "name": self.by_language("name"), "disclaimer": self.by_language("disclaimer"),
            "credits": [line.strip() for line in (self.credits.data or "").splitlines() if line.strip()],
            "exit_url": (self.exit_url.data or "").strip() or "https://www.weather.com/",
        }

    @classmethod
    def of(cls, exhibition) -> ExhibitionForm:
        """The form as an exhibition on file fills it; what was sent wins."""
        plain = ("slug", "theme", "venue", "city", "country", "starts_on", "ends_on", "languages", "exit_url", "revision", "print_profile", "material", "load_class", "print_contact")
        texts = {f"{what}_{code}": text for what, by_language in (("name", exhibition.name), ("disclaimer", exhibition.disclaimer)) for code, text in by_language.items()}
        return cls(data={key: getattr(exhibition, key) for key in plain} | texts | {"credits": "\n".join(exhibition.credits)})


for _code, _name in NAMES.items():
    setattr(ExhibitionForm, f"name_{_code}", StringField(_l("Name (%(language)s)", language=_name), [Length(max=200)]))
    setattr(ExhibitionForm, f"disclaimer_{_code}", TextAreaField(_l("Disclaimer (%(language)s)", language=_name), [Length(max=1000)]))
