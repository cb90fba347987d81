"""Debian's Chromium setting the same words in the same font files: places of letters, lines and ink, to hold our own against."""
from __future__ import annotations

import io
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

import cv2
import numpy as np
import pikepdf
from PIL import Image

from exhibit.cutout.press.pdf import PT_PER_MM, drawing
from exhibit.cutout.press.raster import grey, render
from exhibit.cutout.type.fonts import FONT_DIR, stack
from exhibit.cutout.type.itemise import ShapedLine, is_rtl
from exhibit.cutout.type.typeset import MM_PER_PT, TextBlock, set_text

EM = 100
"""Pixels of the browser and millimetres of ours to the em: two per cent of the em are two pixels."""
TOLERANCE = 0.02
SIZE_PT = EM / MM_PER_PT
AROUND = 2 * EM
DARK = 128

PLACES = """spans => spans.map(([id, pieces]) => {
  const node = document.getElementById(id).firstChild, left = document.getElementById(id).getBoundingClientRect().left, range = document.createRange();
  return pieces.map(([start, end]) => { range.setStart(node, start); range.setEnd(node, end);
    const box = range.getBoundingClientRect(); return [box.left - left, box.right - left]; }); })"""
LINES = """id => { const node = document.getElementById(id).firstChild, range = document.createRange(), lines = []; let top = -1e9;
  const letters = [...node.data]; let at = 0;
  for (const letter of letters) { range.setStart(node, at); range.setEnd(node, at + letter.length); at += letter.length;
    const box = [...range.getClientRects()].pop(); if (!box) { if (lines.length) lines[lines.length - 1] += letter; continue; }
    const middle = (box.top + box.bottom) / 2;
    if (Math.abs(middle - top) > 20 && letter.trim()) { lines.push(""); top = middle; }
    lines[lines.length - 1] += letter; }
  return lines; }"""


@dataclass(frozen=True)
class Sample:
    """A line to compare. `theirs` is what the browser gets where it must differ: a telephone number isolated by hand."""

    language: str
    text: str
    theirs: str = ""

    def for_browser(self) -> str:
        return self.theirs or self.text


class Browser:
    """A page with the engine's own faces, one weight at a time."""

    def __init__(self, page, folder):
        self.page, self.folder = page, folder

    def show(self, texts: list[tuple[str, str, str]], bold: bool, style: str) -> None:
        """Texts as (id, language, text), each in a box of its own."""
        used = {face for _, language, _ in texts for face in stack(language, bold)}
        faces = "".join(f'@font-face {{ font-family: "{face.name}"; src: url("{(FONT_DIR / f"{face.name}.ttf").as_uri()}"); }}\n' for face in used)
        rows = "".join(self._row(name, language, text, bold) for name, language, text in texts)
        html = (f'<!doctype html><meta charset="utf-8"><style>{faces} body {{ margin: 0; background: #fff; color: #000; width: 8000px }}'
                f"div {{ font-size: {EM}px; text-rendering: geometricPrecision; {style} }}</style>{rows}")
        path = self.folder / "lines.html"
        path.write_text(html, encoding="utf-8")
        self.page.goto(path.as_uri())
        self.page.evaluate("document.fonts.ready")
        assert self.page.evaluate("[...document.fonts].some(face => face.status === 'loaded')")
        assert not self.page.evaluate("[...document.fonts].some(face => face.status === 'error')")

    @staticmethod
    def _row(name: str, language: str, text: str, bold: bool) -> str:
        names = ", ".join(f"'{face.name}'" for face in stack(language, bold))
        direction = "rtl" if is_rtl(language) else "ltr"
        return f'<div lang="{language}" dir="{direction}" style="font-family: {names}"><span id="{name}">{escape(text)}</span></div>\n'

    def places(self, asked: list[tuple[str, list[tuple[int, int]]]]) -> list[list[tuple[float, float]]]:
        """Left and right of each piece (start, end) of each text, in em from the text's left end."""
        return [[(left / EM, right / EM) for left, right in found] for found in self.page.evaluate(PLACES, asked)]

    def lines(self, name: str) -> list[str]:
        return self.page.evaluate(LINES, name)

    def ink(self, name: str) -> np.ndarray:
        """What the box of a text looks like: True where dark."""
        picture = self.page.locator(f"div:has(> #{name})").screenshot()
        return np.asarray(Image.open(io.BytesIO(picture)).convert("L")) < DARK


def pieces_of(line: ShapedLine, text: str) -> dict[tuple[int, int], tuple[float, float]]:
    """What HarfBuzz set in one go, as (start, end) in the text, with its left and right in em: a letter with its marks, a conjunct, a ligature."""
    starts = sorted({glyph.cluster for glyph in line.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    pen, found = 0.0, {}
    for cluster, glyphs in groupby(line.glyphs, key=lambda glyph: glyph.cluster):
        left = pen
        pen += sum(glyph.advance for glyph in glyphs)
        found[cluster, ends[cluster]] = (left, pen)
    return found


def our_line(sample: Sample, bold: bool) -> TextBlock:
    block = set_text(sample.text, sample.language, SIZE_PT, 100 * EM, bold=bold)
    assert len(block.lines) == 1
    return block


def our_ink(block: TextBlock) -> np.ndarray:
    """Our outlines drawn as a board draws them, at a pixel to the millimetre, two ems from the left; True where dark."""
    outline = tuple(command for path in replace(block, rtl=False).paths(AROUND, 5 * EM) for command in path)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=((block.lines[0].width * EM + 2 * AROUND) * PT_PER_MM, 7 * EM * PT_PER_MM))
    page.Contents = pdf.make_stream(f"{PT_PER_MM} 0 0 {PT_PER_MM} 0 0 cm {drawing(outline, (0, 0, 0, 1))}".encode())
    buffer = io.BytesIO()
    pdf.save(buffer)
    return grey(render(buffer.getvalue(), 0, 1.0)) < DARK


def farthest(ours: np.ndarray, theirs: np.ndarray) -> float:
    """How far, in em, any ink of either lies from the nearest ink of the other, both starting at the same left edge.

    The browser's baseline stands on a whole pixel, so the pictures are laid over each other at the best of a few heights.
    """
    tall, wide = max(ours.shape[0], theirs.shape[0]) + EM, max(ours.shape[1], theirs.shape[1])
    top = [int(np.nonzero(ink.any(axis=1))[0][0]) for ink in (ours, theirs)]
    laid = [np.zeros((tall, wide), np.uint8) for _ in range(2)]
    for ink, start, sheet in zip((ours, theirs), top, laid, strict=True):
        part = ink[start:start + tall - EM // 2]
        sheet[EM // 2:EM // 2 + part.shape[0], :part.shape[1]] = part[:tall - EM // 2]
    return min(_hausdorff(np.roll(laid[0], dy, 0), laid[1]) for dy in (-1, 0, 1)) / EM


def _hausdorff(one: np.ndarray, other: np.ndarray) -> float:
    near = [cv2.distanceTransform(1 - ink, cv2.DIST_L2, cv2.DIST_MASK_PRECISE) for ink in (one, other)]
    return float(max(near[1][one == 1].max(), near[0][other == 1].max()))
