"""The booklet of an exhibition in one language: only stories whose people agreed to be taken home, asked of the gate one by one; handing it over is written down.

A brochure cannot be called back (R3): it is given by people to people, so no public page offers it. Its words are the approved quote and the approved
short text of the board; beside them a silhouette where the board itself may be shown, and a code where the story has a page.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from PIL import Image

from exhibit.actions.boards import copy_url, in_words
from exhibit.actions.free_text import checked_note
from exhibit.actions.gate import cutout_decision, page_decision
from exhibit.actions.helplines import VERIFIED_FOR
from exhibit.actions.papers.leaflet import CODE_MM, Booklet, Imprint, ToldStory, booklet
from exhibit.actions.uses import ON_BOARD, Whereabouts, ask, write_down
from exhibit.actions.visiting import Help, Phrase, help_in
from exhibit.consent.gate import all_of
from exhibit.consent.records import Decision
from exhibit.cutout import CodeNotReadable, verify_codes
from exhibit.cutout.codes.qr import QUIET_MODULES, code_matrix
from exhibit.cutout.codes.verify import CLEAN_PX, read_zxing
from exhibit.cutout.figures.drawn import is_own_figure, load_figure
from exhibit.cutout.press.raster import grey, png, render
from exhibit.errors import Refused, WrongUse
from exhibit.paper.booklet import imposed, sides
from exhibit.store import counts, files, queries, transaction
from exhibit.store import uses as ledger
from exhibit.store.tables import Cutout, Exhibition
from exhibit.story import labels

MOST_COPIES = 10_000
LONGEST_PLACE = 200
AS_ON_A_BOARD = 2 / 3
SCREEN_PX, GAP_PX, IN_A_ROW = 2.2, 10, 4


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: language, copies, who gets them (`where`), where leftovers go (`back_to`), and for which kind of printing."""

    language: str
    copies: int
    where: Whereabouts
    back_to: str
    base_url: str
    by: str
    now: datetime
    imposed: bool = True


@dataclass(frozen=True, slots=True)
class Included:
    """A story of the booklet and what it stands on: the yes to the booklet, and to the figure where one stands beside the words."""

    cutout: Cutout
    decision: Decision
    with_figure: bool
    url: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    place: int
    testimony: str
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return in_words(self.reasons)


@dataclass(frozen=True, slots=True)
class Made:
    """A booklet drawn and read back. `file` is what is handed out."""

    file: bytes
    file_name: str
    stories: tuple[str, ...]  # codes of the testimonies, in order
    pages: int
    until: date
    left_out: tuple[LeftOut, ...]
    mark: str


def choose(exhibition: Exhibition, language: str, base_url: str, now: datetime, copies: int = 1) -> tuple[list[Included], list[LeftOut]]:
    """Which stories of the hall may be in this many copies of a booklet now, in hall order, and why others may not. The gate is asked for each."""
    cutouts = _one_a_story(exhibition)
    printed = counts.booklets_printed(cutout.testimony_id for cutout in cutouts)
    included: list[Included] = []
    left_out: list[LeftOut] = []
    for cutout in cutouts:
        testimony = cutout.testimony
        decision = ask(testimony, "BROCHURE", language, exhibition, now, texts=ON_BOARD, printed=printed[testimony.id] + copies - 1)
        if decision.allowed:
            included.append(_included(cutout, decision, language, base_url, now))
        else:
            left_out.append(LeftOut(cutout.position, testimony.code, decision.reasons))
    return included, left_out


def _one_a_story(exhibition: Exhibition) -> list[Cutout]:
    """The first figure of each story."""
    return list({cutout.testimony_id: cutout for cutout in reversed(queries.cutouts(exhibition))}.values())[::-1]


def _included(cutout: Cutout, decision: Decision, language: str, base_url: str, now: datetime) -> Included:
    figure = cutout_decision(cutout, now)
    readable = page_decision(cutout.testimony, language, now, country=cutout.exhibition.country).allowed
    return Included(cutout, all_of((decision, figure)) if figure.allowed else decision, figure.allowed, copy_url(cutout.copies[0], base_url) if readable and cutout.copies else "")


def languages_of(exhibition: Exhibition) -> tuple[str, ...]:
    """Languages in which any story of the hall has an approved short text: those of the exhibition first."""
    spoken = {version.language for cutout in queries.cutouts(exhibition) for version in cutout.testimony.versions if version.kind == "CUTOUT" and version.approved_at}
    return tuple(code for code in dict.fromkeys((*exhibition.languages, *sorted(spoken))) if code in spoken)


def draw(exhibition: Exhibition, order: Order) -> Made:
    """The booklet, every code in it read back from the very file. Nothing is handed out yet. Raises WrongUse, Refused without a story, CutoutError."""
    _check(order)
    included, left_out = choose(exhibition, order.language, order.base_url, order.now, order.copies)
    if not included:
        raise Refused(f"No story of this exhibition may be in a booklet in {labels.language_name(order.language)} now: nobody has agreed to it, or not in this language. The list says why.")
    imprint = _imprint(exhibition, order, _until(exhibition, included, order.now))
    mark = _mark(exhibition, included, order)
    made = booklet([_told(one, order.language) for one in included], imprint)
    _verify(made)
    file = made.pdf
    if order.imposed:
        rightwards = labels.direction(order.language) == "rtl"
        file = imposed(made.pdf, rightwards)
        _verify_sides(file, made, rightwards)
    name = f"{exhibition.slug}-booklet-{order.language}{'-to-fold' if order.imposed else ''}.pdf"
    return Made(file, name, tuple(one.cutout.testimony.code for one in included), len(made.urls), imprint.until, tuple(left_out), mark)


def _mark(exhibition: Exhibition, included: list[Included], order: Order) -> str:
    """A hash of everything printed: two equal ones are the same booklet."""
    told = [(one.cutout.figure, one.cutout.face, one.cutout.height_mm, one.with_figure, one.url,
             *(text.sha256 if text else one.cutout.testimony.pseudonym for text in (one.cutout.testimony.approved(kind, order.language) for kind in (*ON_BOARD, "ATTRIBUTION"))))
            for one in included]
    imprint = _imprint(exhibition, order, _until(exhibition, included, order.now))
    numbers = [(line.name, line.number, line.verified_on) for line in imprint.help.lines]
    return hashlib.sha256(repr((told, numbers, imprint.help.emergency, replace(imprint, help=Help((), "")))).encode()).hexdigest()


def _check(order: Order) -> None:
    if not 1 <= order.copies <= MOST_COPIES:
        raise WrongUse(f"Say how many copies: from 1 to {MOST_COPIES}.")
    if not order.back_to.strip() or len(order.back_to) > LONGEST_PLACE:
        raise WrongUse(f"Say who takes back what is left over: a place and a number of your organisation, at most {LONGEST_PLACE} characters. It is printed on the back.")


def _told(one: Included, language: str) -> ToldStory:
    cutout, testimony = one.cutout, one.cutout.testimony
    own = Path(files.folder("figures")) if is_own_figure(cutout.figure) else None
    line = testimony.approved("ATTRIBUTION", language)
    return ToldStory(
        cutout.position, testimony.approved("QUOTE", language).body, testimony.approved("CUTOUT", language).body, line.body if line else testimony.pseudonym,
        bool(testimony.attributes.get("composed")), load_figure(cutout.figure, cutout.face, float(cutout.height_mm), own) if one.with_figure else None, one.url)


def _until(exhibition: Exhibition, included: list[Included], now: datetime) -> date:
    """The last day on which all of it may be given out: the earliest end of a permission, of the event, or of a help number's ninety days (E14)."""
    ends = [(one.decision.valid_until - timedelta(seconds=1)).date() for one in included if one.decision.valid_until]
    checked = [line.verified_on + VERIFIED_FOR for line in help_in(exhibition.country, now).lines if line.verified_on]
    return min([exhibition.ends_on, *ends, *checked])


def _imprint(exhibition: Exhibition, order: Order, until: date) -> Imprint:
    spoken = next((code for code in (order.language, labels.FALLBACK, *exhibition.name) if exhibition.name.get(code)), order.language)
    views = next((code for code in (order.language, labels.FALLBACK, *exhibition.disclaimer) if exhibition.disclaimer.get(code)), order.language)
    return Imprint(
        language=order.language, exhibition=Phrase(exhibition.name.get(spoken, ""), spoken), theme=exhibition.theme,
        place=", ".join(part for part in (exhibition.venue, exhibition.city) if part), starts_on=exhibition.starts_on, ends_on=exhibition.ends_on,
        credits=tuple(Phrase(line, exhibition.languages[0]) for line in exhibition.credits), disclaimer=Phrase(exhibition.disclaimer.get(views, ""), views),
        help=help_in(exhibition.country, order.now), printed_on=order.now.date(), until=until, copies=order.copies, back_to=order.back_to.strip())


def pages_png(exhibition: Exhibition, order: Order) -> bytes:
    """PNG of all pages side by side, for the eye on a screen. The gate is asked as for the file. Raises Refused, CutoutError."""
    made = draw(exhibition, replace(order, imposed=False))
    pages = [render(made.file, at, SCREEN_PX) for at in range(made.pages)]
    width, height, rows = pages[0].width + GAP_PX, pages[0].height + GAP_PX, -(-len(pages) // IN_A_ROW)
    sheet = Image.new("RGB", (width * IN_A_ROW + GAP_PX, height * rows + GAP_PX), (200, 200, 200))
    for at, page in enumerate(pages):
        column = at % IN_A_ROW
        if labels.direction(order.language) == "rtl":
            column = IN_A_ROW - 1 - column
        sheet.paste(page, (GAP_PX + column * width, GAP_PX + at // IN_A_ROW * height))
    return png(sheet)


def _module_mm(made: Booklet) -> float:
    """Side of the smallest module printed, as finely looked at as a board's: there too the readers get seven pixels of a module, not the five they could do with."""
    return min((AS_ON_A_BOARD * CODE_MM / (code_matrix(url).modules + 2 * QUIET_MODULES) for url in made.urls if url), default=CODE_MM)


def _verify(made: Booklet) -> None:
    """Each page shows exactly its code, clean and as a phone sees it. Raises CodeNotReadable."""
    verify_codes(made.pdf, list(made.urls), module_mm=_module_mm(made))


def _verify_sides(file: bytes, made: Booklet, rightwards: bool) -> None:
    """The same codes on the halves of the sides they belong to. Raises CodeNotReadable."""
    for at, side in enumerate(sides(len(made.urls), rightwards)):
        picture = grey(render(file, at, CLEAN_PX / _module_mm(made)))
        middle = picture.shape[1] // 2
        for page, half in zip(side, (picture[:, :middle], picture[:, middle:]), strict=True):
            if read_zxing(half.copy()) != {made.urls[page - 1]} - {None}:
                raise CodeNotReadable(f"On sheet {at // 2 + 1} page {page} does not show the code that should be there: the file is not handed out.")


def hand_over(slug: str, order: Order, deliver: Callable[[bytes], None] | None = None) -> Made:
    """The file, and a use of each story in it, in one transaction; the gate is asked again at that moment.

    `deliver` puts the file where it is wanted: when it fails, nothing was used. Raises NotFound, WrongUse, Refused, CutoutError, and what `deliver` raises.
    """
    exhibition = queries.exhibition(slug)
    holder = _holder(order.where)
    made = draw(exhibition, order)
    with transaction() as session:
        event = queries.exhibition(slug)
        for one in _still(event, order, made):
            write_down(one.cutout.testimony, "BROCHURE", order.language, one.decision, order.by, order.now, exhibition=event, where=holder,
                       file_sha256=hashlib.sha256(made.file).hexdigest(), texts=ON_BOARD, copies=order.copies)
        session.flush()
        if deliver:
            deliver(made.file)
    return made


def _holder(where: Whereabouts) -> Whereabouts:
    """Who has the copies from now on. Raises WrongUse where nobody is named."""
    name = ledger.party(where.party_id).name if where.party_id else checked_note(where.holder, "For whom")
    if not name:
        raise WrongUse("Say for whom the copies are: whoever has them is told when they must stop.")
    return Whereabouts(where.place, name[:120], where.party_id)


def _still(exhibition: Exhibition, order: Order, made: Made) -> Iterator[Included]:
    """The stories of a booklet, as the gate answers now. Raises Refused when anything in it has changed since it was drawn."""
    included, left_out = choose(exhibition, order.language, order.base_url, order.now, order.copies)
    if tuple(one.cutout.testimony.code for one in included) != made.stories:
        gone = next((one for one in left_out if one.testimony in made.stories), None)
        if gone:
            raise Refused(gone.sentence, gone.reasons)
        raise Refused("Which stories may be in the booklet has changed while it was drawn. Make it again.")
    if _mark(exhibition, included, order) != made.mark:
        raise Refused("Something in this booklet was changed while it was drawn. Make it again.")
    yield from included
