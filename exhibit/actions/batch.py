"""Many testimonies at once: from a spreadsheet into worksheets, all of them or none; or a folder to proposals beside it, with nothing stored."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from exhibit.actions.batches import parcel as parcels
from exhibit.actions.batches.lines import Source, source_of
from exhibit.actions.batches.report import NOT_DONE, REFUSED, STORED, TRIED, WRITTEN, Report, ReportRow, counted
from exhibit.actions.document_text import read_document
from exhibit.actions.documents.container import MOST_BYTES
from exhibit.actions.meant_words import IN_SOURCE, is_in_source
from exhibit.actions.testimonies import create_inside
from exhibit.actions.worksheets import begin_inside
from exhibit.errors import ExhibitError, WrongUse
from exhibit.store import files, transaction
from exhibit.store import translations as found_by
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.plan import plan, replaced
from exhibit.story.anonymise.reading import read
from exhibit.story.sentences import words

NO_TEXT = "No text is approved until another one is chosen."
MOST_WORDS = 60_000  # of all texts together: half a minute of reading


def bring_in(content: bytes, filename: str, by: str, now: datetime, only_try: bool = False) -> Report:
    """A spreadsheet, or a ZIP of one with its documents: a new testimony with a worksheet for each line.

    One line that is refused keeps all others out, in one transaction. `only_try`: the same answers, nothing stored. Raises WrongUse
    where there is nothing that could be read line by line.
    """
    parcel = parcels.opened(content, filename)
    read_lines = _read(parcel)
    _demand_not_too_much(source for _, source in read_lines if isinstance(source, Source))
    rows = [_row(number, found) for number, found in read_lines]
    if any(row.what == REFUSED for row in rows):
        return Report(tuple(row if row.what == REFUSED else _as(row, NOT_DONE) for row in rows), parcel.notes)
    if only_try:
        return Report(tuple(rows), parcel.notes)
    codes = _store([(found, bool(row.reason)) for (_, found), row in zip(read_lines, rows, strict=True) if isinstance(found, Source)], by, now)
    return Report(tuple(_as(row, STORED, code) for row, code in zip(rows, codes, strict=True)), parcel.notes)


def _read(parcel: parcels.Parcel) -> list[tuple[int, Source | str]]:
    """Each line as a source, or the reason why not."""
    found: list[tuple[int, Source | str]] = []
    seen: dict[str, int] = {}
    for line in parcel.table.lines:
        try:
            source = source_of(line, parcel)
            if source.sha256 in seen:
                raise WrongUse(f"This is the same text as in line {seen[source.sha256]}.")
            if found_by.source_is_here(source.sha256):
                raise WrongUse("This very text is on file already: nothing was stored twice.")
        except WrongUse as refusal:
            found.append((line.number, refusal.sentence))
        else:
            seen[source.sha256] = line.number
            found.append((line.number, source))
    return found


def _demand_not_too_much(sources: Iterable[Source]) -> None:
    count = sum(len(words(source.text, source.fields["original_language"])) for source in sources)
    if count > MOST_WORDS:
        raise WrongUse(f"These texts have about {count:,} words together; the most at once is {MOST_WORDS:,}. Send them in parts. Nothing was stored.")


def _row(number: int, found: Source | str) -> ReportRow:
    if isinstance(found, str):
        return ReportRow(number, REFUSED, reason=found)
    language, pseudonym = found.fields["original_language"], found.fields["pseudonym"]
    finds = read(found.text, language)
    named = is_in_source(pseudonym, found.text, language, finds)
    kinds, severities = counted(read(found.text, language, (pseudonym,)) if named else finds)
    return ReportRow(number, TRIED, came_as=found.came_as, kinds=kinds, severities=severities, left=found.left, reason=f"{IN_SOURCE} {NO_TEXT}" if named else "")


def _as(row: ReportRow, what: str, code: str = "") -> ReportRow:
    return ReportRow(row.line, what, code, row.came_as, row.kinds, row.severities, row.left, row.reason)


def _store(sources: list[tuple[Source, bool]], by: str, now: datetime) -> list[str]:
    """Each source, and whether its testimony's pseudonym stands in it."""
    codes = []
    with transaction() as session:
        for source, named in sources:
            testimony = create_inside(source.fields, session)
            session.flush()
            begin_inside(testimony, source.kind, testimony.original_language, source.text, "BATCH", by, now, session, named)
            codes.append(testimony.code)
    return codes


def anonymise_folder(source: Path, out: Path, language: str, agreed: Iterable[str] = ()) -> Report:
    """Each document of a folder with proposed words in place of its finds, as 001.txt, 002.txt... in `out`, and report.csv beside them.

    Nothing is stored. New files have numbers, because a file's name may name somebody. Raises WrongUse, ExhibitError.
    """
    found = sorted(path for path in source.iterdir() if path.is_file() and not path.is_symlink() and not path.name.startswith("."))
    if not found:
        raise WrongUse(f"There is no document in {source}.")
    _make_empty(out)
    rows = tuple(_anonymised(number, path, out, language, tuple(agreed)) for number, path in enumerate(found, 1))
    report = Report(rows, ("These are proposals: read each as a stranger, and as somebody who knows the person.",))
    files.write(out / "report.csv", report.csv().encode(), private=True)
    return report


def _make_empty(out: Path) -> None:
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise WrongUse(f"{out} holds files already: name an empty or a new folder, so that nothing is overwritten.")
    except OSError as error:
        raise ExhibitError(f"{out} cannot be used ({error.strerror}).") from error


def _anonymised(number: int, path: Path, out: Path, language: str, agreed: tuple[str, ...]) -> ReportRow:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WrongUse(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
        document = read_document(path.read_bytes(), "The document")
    except WrongUse as refusal:
        return ReportRow(number, REFUSED, reason=refusal.sentence, name=path.name)
    except OSError as error:
        return ReportRow(number, REFUSED, reason=f"It could not be read ({error.strerror}).", name=path.name)
    finds = read(document.text, language, agreed)
    proposals = plan(document.text, language, finds).proposals
    new = replaced(document.text, [(one.find.start, one.find.end, one.replacement) for one in proposals if one.find.confidence >= SURE])
    written = f"{number:03d}.txt"
    files.write(out / written, (new + "\n").encode(), private=True)
    kinds, severities = counted(finds)
    return ReportRow(number, WRITTEN, came_as=document.kind, kinds=kinds, severities=severities, left=document.sentence, name=path.name, written=written)
