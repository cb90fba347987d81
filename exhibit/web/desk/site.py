"""The public site of an exhibition: what is written in which language, the house behind it, the country panels."""
from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from exhibit.actions import country_panels
from exhibit.actions import site as actions
from exhibit.errors import NotFound
from exhibit.store import queries
from exhibit.store import site as reads
from exhibit.store.tables import CountryPanel, Exhibition
from exhibit.story.labels import NAMES
from exhibit.story.public_site import PANEL_LENGTH, TEXTS, Source
from exhibit.web.desk.answers import attempt, done, status_of, try_then
from exhibit.web.desk.blueprint import base_url, blueprint, for_roles, now, who
from exhibit.web.desk.forms.site import (
    EMPTY_PARTNERS,
    EMPTY_SOURCES,
    ROLE_WORDS,
    HouseForm,
    PanelForm,
    WordsForm,
    sent_rows,
)
from exhibit.web.desk.words import countries, country_name


@blueprint.get("/exhibitions/<slug>/site")
def site(slug: str):
    """Everything the public site tells, with what is missing or old."""
    found, told = queries.exhibition(slug), {}
    for panel in reads.panels(found):
        told.setdefault(panel.country, []).append((panel, any(Source(**row).is_old(now().date()) for row in panel.sources)))
    written = {code: [field for field in TEXTS if (found.site or {}).get(field, {}).get(code)] for code in NAMES}
    return render_template("desk/site.html", exhibition=found, written=written, fields=TEXTS, forms=WordsForm(formdata=None), panels=dict(sorted(told.items(), key=lambda row: country_name(row[0]))), countries=countries(),
                           public=f"{base_url()}/e/{slug}", roles=ROLE_WORDS)


@blueprint.route("/exhibitions/<slug>/site/words/<language>", methods=["GET", "POST"])
@for_roles("curator")
def site_words(slug: str, language: str):
    found, part = queries.exhibition(slug), actions.part_of(_known(language))
    form = WordsForm(data={**_texts(found, language), "revision": actions.revision_of(found, part)})
    if form.validate_on_submit():
        if attempt(form, actions.save_words, found, language, form.texts(), _began_with(form), who(), now()):
            return done(_("Saved."), url_for("desk.site", slug=slug))
    meanwhile = _meanwhile(form, actions.revision_of(found, part), _texts(found, language))
    return render_template("desk/site_words.html", form=form, exhibition=found, language=language, english=_texts(found, "en"), meanwhile=meanwhile, longest=TEXTS), status_of(form)


@blueprint.route("/exhibitions/<slug>/site/house", methods=["GET", "POST"])
@for_roles("curator")
def site_house(slug: str):
    """Partners, contact, whether search engines may know the pages."""
    found = queries.exhibition(slug)
    form = HouseForm(data={**_house(found), "revision": actions.revision_of(found, actions.HOUSE)})
    if form.validate_on_submit() and attempt(form, actions.save_house, found, form.values(), _began_with(form), who(), now()):
        return done(_("Saved."), url_for("desk.site", slug=slug))
    meanwhile = _meanwhile(form, actions.revision_of(found, actions.HOUSE), _house(found))
    saved = (found.site or {}).get("partners", [])
    rows = sent_rows("partner", ("name", "role", "link")) if form.is_submitted() else [*saved, *[{}] * EMPTY_PARTNERS]
    return render_template("desk/site_house.html", form=form, exhibition=found, rows=rows, saved=saved, meanwhile=meanwhile, roles=ROLE_WORDS), status_of(form)


@blueprint.get("/exhibitions/<slug>/site/countries")
@for_roles("curator")
def choose_country(slug: str):
    """From the two lists on the overview to the page of that panel."""
    country, language = request.args.get("country", ""), request.args.get("language", "")
    known = country in dict(countries()) and country and language in NAMES
    return redirect(url_for("desk.country_panel", slug=slug, country=country, language=language) if known else url_for("desk.site", slug=slug), 303)


@blueprint.route("/exhibitions/<slug>/site/countries/<country>/<language>", methods=["GET", "POST"])
@for_roles("curator")
def country_panel(slug: str, country: str, language: str):
    found, code = queries.exhibition(slug), _country(country)
    panel, english = reads.panel(found, code, _known(language)), reads.panel(found, code, "en")
    form = PanelForm(data={"body": panel.body if panel else "", "revision": panel.revision if panel else 0})
    if form.validate_on_submit():
        rows = sent_rows("source", ("title", "url", "date"))
        if attempt(form, country_panels.save_panel, found, code, language, form.body.data or "", rows, _began_with(form), who(), now()):
            return done(_("Saved."), url_for("desk.site", slug=slug, _anchor=code))
    panel = reads.panel(found, code, language)
    meanwhile = _meanwhile(form, panel.revision if panel else 0, {"body": panel.body if panel else ""})
    return render_template("desk/site_panel.html", form=form, exhibition=found, country=code, language=language, panel=panel, english=english, meanwhile=meanwhile, longest=PANEL_LENGTH,
                           rows=_source_rows(form, panel, english)), status_of(form)


@blueprint.post("/exhibitions/<slug>/site/countries/<country>/<language>/remove")
@for_roles("curator")
def remove_country_panel(slug: str, country: str, language: str):
    return try_then(url_for("desk.site", slug=slug), country_panels.remove_panel, queries.exhibition(slug), country, language, who(), now(), said=lambda _country: _("Taken off the site."))


def _known(language: str) -> str:
    if language not in NAMES:
        raise NotFound(_("There is no such page at the desk."))
    return language


def _country(given: str) -> str:
    if given.upper() not in dict(countries()):
        raise NotFound(_("There is no such page at the desk."))
    return given.upper()


def _began_with(form) -> int:
    """What was saved when the form was opened; a form that does not say so began with nothing."""
    return int(form.revision.data) if str(form.revision.data or "").isdigit() else -1


def _meanwhile(form, revision: int, saved: dict) -> dict:
    """Fields that somebody else saved otherwise while this form was open, as they stand now; the next press builds on that."""
    if not form.is_submitted() or _began_with(form) == revision:
        return {}
    form.revision.data = str(revision)
    return {field: value for field, value in saved.items() if _plain(form[field].data) != _plain(value)} | {"": True}


def _plain(value) -> str:
    """As it is kept: a browser sends its own line ends."""
    return str(value or "").replace("\r\n", "\n").strip()


def _texts(exhibition: Exhibition, language: str) -> dict[str, str]:
    return {field: (exhibition.site or {}).get(field, {}).get(language, "") for field in TEXTS}


def _house(exhibition: Exhibition) -> dict:
    site = exhibition.site or {}
    return {"listed": site.get("listed", False), "place_link": site.get("place_link", ""), **{f"contact_{key}": value for key, value in site.get("contact", {}).items()}}


def _source_rows(form, panel: CountryPanel | None, english: CountryPanel | None) -> list[dict]:
    """As sent; else those on file, for a new panel those of the English one: a translation has the same sources."""
    if form.is_submitted():
        return sent_rows("source", ("title", "url", "date"))
    known = panel or english
    return [*(known.sources if known else []), *[{}] * EMPTY_SOURCES]
