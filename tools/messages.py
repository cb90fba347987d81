"""Words of the desk for translators: `python tools/messages.py` brings translations/*.po up to date, `... build` compiles them.

Beside the words marked in templates and code, the labels of the vocabularies, permissions and reasons are collected from their tables.
"""
from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SOURCE, BUILT = ROOT / "translations", ROOT / "build" / "translations"
LANGUAGES = ("fr", "nl", "ar")
HEADER = {"project": "Exhibit", "version": "1", "copyright_holder": "Exhibit", "msgid_bugs_address": "", "last_translator": "Exhibit", "language_team": "Exhibit"}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def collect() -> Catalog:
    """Every message of the desk, in English."""
    catalog = Catalog(project="Exhibit", charset="utf-8")
    for folder, method in (("templates", "jinja2"), ("exhibit/web", "python")):
        options = {"silent": "false"} if method == "jinja2" else {}
        found = extract_from_dir(ROOT / folder, [("desk/**.html" if method == "jinja2" else "**.py", method), ("account/**.html", method), ("components/**.html", method)],
                                 {"**.html": options}, keywords=KEYWORDS)
        for filename, _line, message, _comments, _context in found:
            catalog.add(message, locations=[(f"{folder}/{filename}", 0)])
    for message in table_words():
        catalog.add(message, locations=[("tables", 0)])
    return catalog


def table_words() -> list[str]:
    """Labels that live in tables and are shown through gettext."""
    from exhibit.actions.back_translations import READ_TO
    from exhibit.actions.parties import FIELDS
    from exhibit.actions.worksheets import ORIGINS
    from exhibit.consent import notice
    from exhibit.consent import vocabulary as c
    from exhibit.consent.forecast import REVERSIBILITY
    from exhibit.consent.permissions import PERMISSIONS
    from exhibit.consent.reasons import SENTENCES
    from exhibit.consent.retention import RULES
    from exhibit.consent.uses import KINDS, STATUSES
    from exhibit.consent.withdrawal import ACTIONS, OUTCOMES
    from exhibit.cutout.figures.drawn import figure_info, figure_names
    from exhibit.cutout.figures.heights import BANDS
    from exhibit.store import described
    from exhibit.story import readability, risk, uniqueness
    from exhibit.story import vocabulary as v
    from exhibit.story.anonymise.kinds import KINDS as FIND_KINDS
    from exhibit.story.anonymise.kinds import SEVERITY_WORDS
    from exhibit.story.anonymise.reading import SHOWN
    from exhibit.story.ethics import quotation, rules

    rows = [*PERMISSIONS.values(), *v.EXPERIENCE_TYPES.values(), *v.EXPLOITATION.values(), *BANDS.values()]
    tables = (v.TIP_ACTS, v.TIP_MEANS, v.TIP_PURPOSES, v.AGE_BANDS, v.GENDERS, v.TERMS, v.ELEMENTS, v.SECTORS, uniqueness.LABELS, uniqueness.COARSER, uniqueness.PAIRS)
    spoken = [words for name, table in vars(c).items() if name.isupper() for words in table.values()] + list(notice.ITEMS.values()) + list(FIELDS.values())
    dresses = [figure_info(name)["dress"] for name in figure_names()]
    rows += [*KINDS.values(), *STATUSES.values(), *ACTIONS.values(), *OUTCOMES.values()]
    limits = [action.limit for action in ACTIONS.values() if action.limit]
    kept = described.words() + [why for _action, why in RULES.values()]
    kept += [kind.seems for kind in FIND_KINDS.values()] + [words for _least, words in readability.EASE] + [rule.about for rule in rules.RULES.values()]
    tables += (SEVERITY_WORDS, SHOWN, ORIGINS, READ_TO, rules.SENTENCES, rules.WHYS, rules.SUGGESTIONS, quotation.TELLING_WORDS, risk.SENTENCES, risk.FIND_SENTENCES, risk.CHANGE_SENTENCES)
    return kept + [row.label for row in rows] + spoken + dresses + limits + list(REVERSIBILITY.values()) + list(SENTENCES.values()) + [label for table in tables for label in table.values()]


def po_file(language: str) -> Path:
    return SOURCE / f"{language}.po"


def read(language: str) -> Catalog:
    with po_file(language).open("rb") as source:
        return read_po(source, locale=language)


def update() -> None:
    """Merge new messages into each language's file; what is translated stays."""
    template = collect()
    for language in LANGUAGES:
        catalog = read(language) if po_file(language).exists() else Catalog(locale=language, charset="utf-8", fuzzy=False, **HEADER)
        made = catalog.creation_date if po_file(language).exists() else template.creation_date
        catalog.update(template, no_fuzzy_matching=True)
        catalog.creation_date = made  # a run that finds nothing new changes nothing
        catalog.header_comment = f"# The desk in {language}. Brought up to date by `make messages`."
        catalog.obsolete.clear()
        with po_file(language).open("wb") as target:
            write_po(target, catalog, width=160, sort_output=True, no_location=True, omit_header=False)


def build() -> None:
    """build/translations/<language>/LC_MESSAGES/messages.mo"""
    for language in LANGUAGES:
        target = BUILT / language / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            write_mo(out, read(language))


if __name__ == "__main__":
    build() if sys.argv[1:] == ["build"] else update()
