"""The install sheet: tools, order of work and distances on the first page, then every figure with its picture and boxes to tick."""
from __future__ import annotations

from exhibit.actions.papers.drawing import dimensioned_png, foot_picture_png
from exhibit.actions.papers.facts import Build, Event, HungBoard, in_order
from exhibit.actions.papers.words import as_it_runs, measured, word, words_language
from exhibit.cutout import Board
from exhibit.cutout.stand import Standing
from exhibit.cutout.stand.feet import LIFT_MM
from exhibit.cutout.stand.pattern import slot_mm
from exhibit.cutout.stand.strength import TUBE
from exhibit.cutout.ticket import STANDS_ITSELF
from exhibit.paper import (
    Beside,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    Together,
    write_pdf,
)
from exhibit.story.labels import language_name, number

PUBLIC_MM, ROUTE_MM, FRONT_MM = 1500, 1800, (760, 1220)  # exhibition.md 5
STEPS = ("step_floor", "step_feet", "step_board", "step_bags", "step_code", "step_back", "step_quiet", "step_down")
PICTURE_MM = (58.0, 70.0)  # three figures to a page


def install_sheet(boards: tuple[HungBoard, ...], event: Event, build: Build | None = None, language: str = "en") -> bytes:
    """A4 pages in the crew's language (English where it has no words of its own). Raises WrongUse without a board."""
    build, reader = build or Build(), words_language(language)
    ordered = in_order(boards)
    slot = None if all(hung.board.spec.template in STANDS_ITSELF for hung in ordered) else slot_mm(build.sheet)
    blocks = (*_first_page(event, slot, reader), PageBreak(), *(_figure(hung, build, reader) for hung in ordered))
    return write_pdf(Document(blocks, language=reader, title=word(reader, "install"), footer=as_it_runs(event.title)))


def _first_page(event: Event, slot: float | None, language: str) -> tuple[Block, ...]:
    measures = {"public": number(PUBLIC_MM, language), "route": number(ROUTE_MM, language), "front": number(FRONT_MM[0], language), "deep": number(FRONT_MM[1], language)}
    steps = tuple(word(language, step, **measures) for step in STEPS)
    facts = ((word(language, "event"), as_it_runs(event.title)), (word(language, "venue"), as_it_runs(event.venue)), (word(language, "days"), event.days(language)),
             (word(language, "contact"), as_it_runs(event.contact)))
    foot = (Picture(foot_picture_png(slot), 90, 64),) if slot else ()
    return (Heading(word(language, "install")), Facts(facts), Heading(word(language, "tools"), 2), Paragraph(word(language, "tool_list")),
            Heading(word(language, "order"), 2), Bullets(steps, numbered=True, size_pt=11.5), *foot)


def _figure(hung: HungBoard, build: Build, language: str) -> Block:
    """One figure: its picture beside its facts and boxes; three to a page."""
    standing, parts = build.standing(hung.board), build.split(hung.board)
    picture = Picture(dimensioned_png(hung.board, standing, parts.at_mm), *PICTURE_MM)
    rows = ((word(language, "board"), as_it_runs(hung.title)), (word(language, "copy"), _copy(hung, language)), (word(language, "language"), _languages(hung.board, language)),
            (word(language, "size"), measured(language, f"{hung.board.width_mm:.0f} x {hung.board.height_mm:.0f} mm")),
            *_standing(standing, language), (word(language, "code_height"), _code_height(hung.board, standing, language)))
    ticks = Table((word(language, "tested"), word(language, "steady"), word(language, "labelled"), word(language, "signed")), ((True, True, True, ""),), (3, 3, 3, 4), 7.5)
    return Together((Heading(word(language, "number", n=hung.place), 2), Beside(((picture,), (Facts(rows, 8.0, 0.34), ticks)), (58, 116))))


def _copy(hung: HungBoard, language: str) -> str:
    one, of = hung.board.spec.copy
    return measured(language, f"{hung.code} · {number(one, language)} / {number(of, language)}")


def _languages(board: Board, language: str) -> str:
    codes = [board.spec.language, *([board.spec.second.language] if board.spec.second else [])]
    return " · ".join(measured(language, f"{language_name(code)} ({code})") for code in codes)


def _standing(standing: Standing | None, language: str) -> tuple[tuple[str, str], ...]:
    if standing is None:
        return ((word(language, "feet"), word(language, "rollup")),)
    wide, deep, _ = standing.feet[0].plate_mm
    bag = standing.feet[0].bag_kg
    count = len(standing.feet)
    rows = [(word(language, "mass"), word(language, "kg", kg=f"{standing.total_kg:.1f}")), (word(language, "feet"), word(language, "feet_words", n=count, wide=f"{wide:.0f}", deep=f"{deep:.0f}"))]
    if bag:
        rows.append((word(language, "bags"), word(language, "bags_words", n=count, kg=f"{bag:g}")))
    if standing.spines.count:
        rows.append((word(language, "tube"), measured(language, f"{standing.spines.count} × {TUBE.removeprefix('aluminium tube ')}, {standing.spines.length_mm:.0f} mm")))
    if standing.link:
        rows.append((word(language, "link"), word(language, "link_words")))
    return tuple(rows)


def _code_height(board: Board, standing: Standing | None, language: str) -> str:
    if board.qr_box_mm is None:
        return word(language, "no_code")
    middle = (board.qr_box_mm[1] + board.qr_box_mm[3]) / 2 + (LIFT_MM if standing else 0)
    return word(language, "above_floor", mm=f"{middle:.0f}")
