"""The packing list: every case and box with its content, and a box to tick for out, there and back."""
from __future__ import annotations

from exhibit.actions.papers.facts import Build, Event, HungBoard, in_order
from exhibit.actions.papers.words import as_it_runs, word, words_language
from exhibit.cutout.stand import Crate, Item, freight_of, pack_crates
from exhibit.paper import Block, Document, Facts, Heading, Paragraph, Table, Together, write_pdf


def crates_of(boards: tuple[HungBoard, ...], build: Build) -> tuple[Crate, ...]:
    """What travels in which case."""
    return pack_crates([freight_of(hung.place, hung.code, build.split(hung.board), build.standing(hung.board), build.sheet_for(hung.board)) for hung in in_order(boards)])


def crate_list(boards: tuple[HungBoard, ...], event: Event, build: Build | None = None, language: str = "en") -> bytes:
    """A4 pages in the crew's language. Copies are named by place and code, never by a person. Raises WrongUse without a board."""
    reader = words_language(language)
    crates = crates_of(boards, build or Build())
    total = sum(crate.kg for crate in crates)
    head = (Heading(word(reader, "packing")), Facts(((word(reader, "event"), as_it_runs(event.title)), (word(reader, "venue"), as_it_runs(event.venue)), (word(reader, "days"), event.days(reader)),
            (word(reader, "contact"), as_it_runs(event.contact)), (word(reader, "mass"), word(reader, "kg", kg=f"{total:.0f}")))))
    return write_pdf(Document((*head, *(block for crate in crates for block in _crate(crate, reader))), language=reader, title=word(reader, "packing"), footer=as_it_runs(event.title)))


def _crate(crate: Crate, language: str) -> list[Block]:
    size = " x ".join(f"{side:.0f}" for side in crate.size_mm)
    measured = word(language, "kg_and_size", kg=f"{crate.kg:.0f}", size=size) if crate.kind == "boards" else word(language, "kg", kg=f"{crate.kg:.0f}")
    name = word(language, "case" if crate.kind == "boards" else "box", n=crate.number)
    warned = [Paragraph(word(language, "too_large" if crate.kind == "boards" else "two_people"), 9.0, bold=True)] if crate.warnings else []
    rows = tuple((_item(item, language), True, True, True) for item in crate.contents)
    head = (word(language, "content"), word(language, "out"), word(language, "in"), word(language, "back"))
    return [Together((Heading(f"{name} · {measured}", 2), *warned), and_next=True), Table(head, rows, (7, 1, 1, 1), 9.5)]


def _item(item: Item, language: str) -> str:
    named = {"foot": lambda: word(language, "foot", n=item.number, of=item.of), "bag": lambda: word(language, "bag", n=item.number)}
    what = named[item.what]() if item.what in named else word(language, f"piece_{item.what}")
    return f"{word(language, 'number', n=item.place)} · {item.title} · {what} · {word(language, 'kg', kg=f'{item.kg:.1f}')}"
