"""What is said in place of dates, ages, lengths of time and feast days: a part of the year, a band of age, "some months", a feast day."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from exhibit.story.anonymise import endings, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import Around, Said, base, cases_before, edge, fitted, in_frame, tables
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage, folded
from exhibit.story.anonymise.remembered import remembered

TABLE = "times_said.toml"
KINDS = frozenset({"DATE", "AGE", "DURATION", "FESTIVAL"})
_NEEDED = frozenset({"dates", "date_frames", "date_after", "birth", "months", "label", "state", "age_frames", "lasts", "last_frames", "units", "feast", "other_feast", "feast_frames"})
_BANDS = (12, 18, 25, 60)  # E05: child, teenager, young adult, adult, older person: each from this age on
_LASTS = (2, 14, 28, 46, 300, 400, 730, 3650)  # days: under each of them a row of `lasts`, the last row from ten years on
_DAYS = (1, 7, 30, 365)
_RECORD = "entretien|gespreksverslag|entrevista|atendimento|interview|meeting of|протокол беседы|запись|протокол|запис"  # a record and its date
_ON = "in|on|en|le|el|em|a|op|в|во|у|ув|في|سنة|عام|في سنة|في عام"  # before a date of birth
_BIRTH = "A date of birth: it goes."
_NUMERIC = re.compile(r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}")
_AGE_UNCLEAR = "No age could be read here: choose the words."
_CHECK = "Check that these words fit the sentence."


def times_said(text: str, language: str, finds: Sequence[Find]) -> dict[Find, Said]:
    """For every find of KINDS."""
    said: dict[Find, Said] = {}
    feast_at = -1
    for find in finds:
        if find.kind in KINDS:
            around = Around(text, base(language), find)
            if find.kind == "FESTIVAL":
                again = feast_at >= 0 and not re.search(r"[.!?۔।؟]", text[feast_at:find.start])
                said[find], feast_at = _festival(around, again), find.end
            else:
                said[find] = {"DATE": _date, "AGE": _age, "DURATION": _duration}[find.kind](around)
    return said


@cache
def table(language: str) -> dict[str, Any]:
    """The words of a language. Raises ValueError where a row has too few of them."""
    row = dict(tables(TABLE, _NEEDED)[language])
    wrong = [name for name, count in (("label", 5), ("state", 5), ("lasts", 9), ("units", 4)) if len(row[name]) != count]
    wrong += ["months"] if len(_months(row["months"])) != 12 else []
    wrong += ["dates"] if set(row["dates"]) != {"early", "middle", "late", "years"} else []
    if wrong:
        raise ValueError(f"{TABLE} [{language}]: {', '.join(wrong)} not complete")
    return row


def _months(written: str) -> list[str]:
    return written.split(";") if ";" in written else written.split("|")


@remembered
def numbers_in(words: str, language: str) -> tuple[tuple[int, str], ...]:
    """Numbers of a phrase with the words up to the next one."""
    line = read_line(Passage(words, language))
    found: list[tuple[int, str]] = []
    for token in line.tokens:
        if token.value is not None:
            found.append((token.value, ""))
        elif found:
            joint = " " if line.spaced else ""
            found[-1] = (found[-1][0], (found[-1][1] + joint + token.key).strip())
    return tuple(found)


def month_of(words: str, language: str) -> int | None:
    """1 to 12, by its name or in figures (day before month)."""
    plain = folded(words)
    for month, names in enumerate(_months(table(language)["months"]), 1):
        if re.search(rf"(?<![^\W\d_])(?:{folded(names)})" if language not in ("lo", "ar", "ur", "ne") else rf"(?:{folded(names)})", plain):
            return month
    figures = [int(part[:9]) for part in re.findall(r"\d+", Passage(words, language).plain)]
    if len(figures) == 3:
        month = figures[1]
        return month if 1 <= month <= 12 else figures[0] if 1 <= figures[0] <= 12 else None
    return None


def _date(around: Around) -> Said:
    row = table(around.language)
    born = re.search(rf"{edge(around.language)}(?:{row['birth']})(\s(?:{_ON})\s)?[\s:]*$", around.before, re.I)
    if born:
        comma = around.after.startswith(", ")
        return Said("", back=len(born.group(1)), ahead=int(comma), note=_BIRTH) if born.group(1) else _taken_out(around)
    record = re.search(rf"(?<!\w)(?:{_RECORD})[^\s,]*((?:\s[^\W\d_]{{1,3}})?,?\s)$", around.before, re.I)
    if record:
        return Said("", back=len(record.group(1)), note="The date of a record: it goes.")
    month = month_of(around.find.text, around.language)
    frame = in_frame(around, row["date_frames"])
    if frame is None and _NUMERIC.search(Passage(around.find.text, around.language).plain) and around.language not in ("ky", "ur", "ne", "lo"):
        return _taken_out(around)
    words = row["dates"]["years" if month is None else "early" if month <= 3 else "middle" if month <= 8 else "late"]
    swallowed = re.match(row["date_after"], around.text[around.find.end:]) if row["date_after"] else None
    if around.language == "ne" and re.search(r"(?:को|का|की)$", around.find.text):
        words += around.find.text[-2:]
    said = fitted(around, frame, words)
    return Said(said.words, said.back, len(swallowed.group()) if swallowed else 0, said.fits, said.note)


def _taken_out(around: Around) -> Said:
    words = tables("roles_said.toml", frozenset({"removed"}))[around.language]["removed"]["date"]
    return Said(words, note="The date is taken out: the sentence may go as a whole.")


def band(age: int) -> int:
    """0 child, 1 teenager, 2 young adult, 3 adult, 4 older person."""
    return sum(age >= least for least in _BANDS)


def _age(around: Around) -> Said:
    row = table(around.language)
    found = [value for value, _ in numbers_in(around.find.text, around.language) if 0 < value < 120]
    if not found:
        return Said(row["label"][3], fits=False, note=_AGE_UNCLEAR)
    at = band(found[0])
    frame = in_frame(around, row["age_frames"])
    if frame is None:  # an apostrophe or a letter glued to the age: no row's edge is there
        return Said(_label(around, row, at), fits=False, note=_CHECK)
    words = {"{label}": _label(around, row, at), "{state}": row["state"][at], "{count}": row.get("count", row["label"])[at]}
    template = next((frame[1].replace(name, said) for name, said in words.items() if name in frame[1]), frame[1])
    fits = template != frame[1]  # "she turned": only a number could follow
    ahead = 0
    for name, instead in (("state_after", row["state"][at]), ("age_after", "")):
        after = re.match(row[name], around.text[around.find.end:]) if name in row else None
        if after:
            ahead, template = len(after.group()), instead or template
            break
    said = fitted(around, (frame[0], template), "")
    return Said(said.words, said.back, ahead, fits, "" if fits else _CHECK)


def _label(around: Around, row: dict[str, Any], at: int) -> str:
    """Kyrgyz and Nepali keep the ending of the original."""
    if around.language == "ky" and re.search(r"ы[мн]да", around.find.text):
        return str(row["state"][at])
    if around.language == "ky" and re.search(r"м[ыи]н$", around.find.text):
        return endings.kyrgyz(str(row["label"][at]), "me")
    if around.language == "ne":
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], "ne", sure=True)
        return str(row["label"][at]) + ending
    return str(row["label"][at])


def days_of(words: str, language: str) -> int | None:
    """How many days a length of time has; None where it names no unit."""
    units = [re.compile(rf"(?<![^\W\d_])(?:{folded(unit)})" if language != "lo" else folded(unit)) for unit in table(language)["units"]]
    pattern = re.compile("|".join([r"<(?P<number>\d+)\w?>", *(f"(?P<u{at}>{unit.pattern}\\w*)" for at, unit in enumerate(units))]))
    total, number = 0, None
    for found in pattern.finditer(read_line(Passage(words, language)).text):
        if found.group("number"):
            number = int(found.group("number"))
        else:
            unit = next(at for at in range(len(units)) if found.group(f"u{at}"))
            total += _DAYS[unit] * (number or (2 if language == "ar" and found.group().endswith("ين") else 1))
            number = None
    return total or None


def _duration(around: Around) -> Said:
    row = table(around.language)
    days = days_of(around.find.text, around.language)
    at = 4 if days is None else 2 if 46 <= days < 60 else sum(days >= least for least in _LASTS)
    words, _, form = row["lasts"][at].partition("|")
    frame = in_frame(around, row["last_frames"])
    if around.language == "ur" and re.match(r"\s(?:میں(?! نے)|سے|کے|کا|کی|کو|تک)(?!\w)", around.after):
        words = form or words
    if around.language in ("ky", "ne"):
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], around.language, sure=True)
        words = endings.attached("", words, ending, around.language)
    fits = not (around.language in slavic.LANGUAGES and frame is None and cases_before(around) and not {"accs", "gent"} & set(cases_before(around)))
    said = fitted(around, (frame[0], frame[1].replace("{form}", form)) if frame else None, words)
    return Said(said.words, said.back, 0, fits and days is not None, "" if fits and days is not None else _CHECK)


def _festival(around: Around, other: bool) -> Said:
    row = table(around.language)
    words = row["other_feast" if other else "feast"]
    if around.language in slavic.LANGUAGES:
        case = slavic.case_of(around.find.text, around.language, cases_before(around))
        words = slavic.declined(words, case, around.language)
    if around.language in ("ky", "ne"):
        _, _, ending = endings.cut(around.find.text.split(" ")[-1], around.language, sure=True)
        words = endings.attached("", words, ending, around.language)
    said = fitted(around, in_frame(around, row["feast_frames"]), words)
    ahead = re.match(row["feast_after"], around.after, re.I) if "feast_after" in row else None
    agrees = not (around.language == "ur" and re.match(r"\s(?:تھی|ہوئی|آئی|گئی)", around.after))
    return Said(said.words, said.back, len(ahead.group()) if ahead else 0, agrees, "" if agrees else _CHECK)
