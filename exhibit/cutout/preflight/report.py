"""The preflight sheet: what was measured, what each check says, and the words of a mail to the shop."""
from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exhibit.cutout.preflight.checks import CHECKS
from exhibit.cutout.preflight.finding import Finding
from exhibit.cutout.preflight.found import width
from exhibit.cutout.preflight.measured import Asked, Measured
from exhibit.cutout.preflight.reader import read


@dataclass(frozen=True)
class Report:
    """Everything that is said of one file."""

    measured: Measured
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Findings for which a shop sends the file back, or which spoil the board."""
        return tuple(finding for finding in self.findings if finding.refuses)

    @property
    def asked(self) -> tuple[Finding, ...]:
        """Findings that somebody must look at, though the file prints."""
        return tuple(finding for finding in self.findings if not finding.ok and not finding.refuses)

    @cached_property
    def measures(self) -> dict[str, Any]:
        """Numbers by name, units in the names; None where there is nothing to measure."""
        m, cut = self.measured, self.measured.cut
        row = min(m.rows, key=lambda found: found.size_mm, default=None)
        gap = min((line.narrowest[0] for line in cut.lines), default=math.inf) if cut else math.inf
        return {
            "pages": len(m.found.sheets), "width_mm": round(m.size_mm[0], 2), "height_mm": round(m.size_mm[1], 2), "scale": f"1:{m.shop.scale}", "pdf": m.found.version,
            "standard": m.found.standard or None,
            "cut_name": cut.name if cut else None, "cut_nodes": max((line.nodes for line in cut.lines), default=0) if cut else None,
            "smallest_radius_mm": round(min(line.tightest[0] for line in cut.lines), 1) if cut else None, "smallest_gap_mm": round(gap, 1) if math.isfinite(gap) else None,
            "text_rows": len(m.rows), "smallest_letters_mm": round(row.size_mm, 1) if row else None, "least_contrast": round(m.least_contrast[0], 1) if m.least_contrast else None,
            "text_to_cut_mm": round(m.nearest_words[0], 1) if m.nearest_words else None,
            "fonts": sorted({font.name for sheet in m.found.sheets for font in sheet.fonts}), "colours": sorted({ink.space for mark in m.all_marks for ink in mark.inks}),
            "spot_colours": sorted({name for mark in m.all_marks for ink in mark.inks for name in ink.spots}),
            "pictures": [{"width_px": mark.picture.width_px, "height_px": mark.picture.height_px, "ppi": round(mark.picture.ppi), "colours": mark.picture.space}
                         for mark in m.all_marks if mark.picture],
            "codes": [{"address": code.text or None, "width_mm": round(width(code.box), 1), "module_mm": round(code.module_mm, 2), "reads_from_mm": round(code.reads_from_mm)} for code in m.codes],
        }

    @property
    def measured_lines(self) -> list[str]:
        """The measures in words."""
        return measured_lines(self.measures)

    def document(self) -> dict[str, Any]:
        """The whole sheet as one JSON document."""
        checks = [{"name": f.name, "ok": f.ok, "severity": f.severity, "sentence": f.sentence, "place_mm": [round(value, 1) for value in f.place_mm] if f.place_mm else None, "page": f.page}
                  for f in self.findings]
        return {"file": self.measured.asked.file_name, "profile": self.measured.shop.name, "ok": not self.refused, "measures": self.measures, "checks": checks}

    def text(self) -> str:
        """The sheet for a terminal: faults first, then what was measured."""
        wrong = [f"{'refused' if f.refuses else 'ask':8} {f.name}: {f.sentence}{_where(f)}" for f in (*self.refused, *self.asked)]
        fine = [f"{'ok':8} {f.name}: {f.sentence}" for f in self.findings if f.ok]
        return "\n".join([*wrong, *fine, "", self.verdict()])

    def verdict(self) -> str:
        count, name = len(self.refused), self.measured.shop.title
        if count:
            return f"{count} of {len(self.findings)} checks fail for {name}."
        return f"All {len(self.findings)} checks pass for {name}." if not self.asked else f"It can be printed by {name}; {len(self.asked)} point(s) to look at."

    def mail(self) -> str:
        """Words for a mail that goes with the file, or asks for another one."""
        return mail(self.findings, self.measured.asked, self.measures)


def examine(pdf: bytes, asked: Asked) -> Report:
    """Every check of CHECKS on a file. Raises CannotRead for one that nobody can check."""
    measured = Measured(pdf, read(pdf, asked.shop.scale), asked)
    answers = [(check, check.answer(measured)) for check in CHECKS]
    return Report(measured, tuple(Finding(check.name, answer.ok, check.severity, answer.sentence, answer.place_mm, answer.page) for check, answer in answers))


def mail(findings: tuple[Finding, ...], asked: Asked, measures: dict[str, Any]) -> str:
    """A mail in English: what was checked, what was measured, which points differ from the shop's data sheet, and what is asked of the reader."""
    wrong = [finding for finding in findings if not finding.ok]
    name = asked.file_name or "the print file"
    lines = [f"Subject: {name}: {'please look at ' + str(len(wrong)) + ' point' + ('s' if len(wrong) != 1 else '') if wrong else 'checked, ready to print'}", "", "Dear colleagues,", ""]
    lines += [f"we checked {name} against your requirements as we know them ({asked.shop.title}).", "", "Measured in the file:", *(f"- {line}" for line in measured_lines(measures)), ""]
    if wrong:
        lines += ["These points differ from what is asked:", *(f"{at}. {finding.name[0].upper()}{finding.name[1:]}{_where(finding)}: {finding.sentence}" for at, finding in enumerate(wrong, 1)), "",
                  "Could you tell us for each point whether you can print and cut the file as it is? If not, we will send a corrected one; please do not change or scale it yourselves."]
    else:
        lines += [f"All {len(findings)} checks pass. Please print and cut it as it is, without scaling. If your own preflight says otherwise, send us its report."]
    return "\n".join([*lines, "", "Kind regards,", ""])


def measured_lines(measures: dict[str, Any]) -> list[str]:
    """The measures in words, those that are there."""
    lines = [f"board {measures['width_mm']:.1f} x {measures['height_mm']:.1f} mm at {measures['scale']}, {measures['pages']} page(s), PDF {measures['pdf']}"
             + (f", {measures['standard']}" if measures["standard"] else "")]
    if measures["cut_name"]:
        gap = f", stretches at least {measures['smallest_gap_mm']} mm apart" if measures["smallest_gap_mm"] is not None else ""
        lines.append(f"cut line {measures['cut_name']}: {measures['cut_nodes']} nodes, smallest radius {measures['smallest_radius_mm']} mm{gap}")
    if measures["text_rows"]:
        lines.append(f"text: {measures['text_rows']} rows, smallest letters {measures['smallest_letters_mm']} mm, nearest to the cut {measures['text_to_cut_mm']} mm")
    lines.append(f"fonts: {', '.join(measures['fonts']) or 'none, text is outlines'}; colours: {', '.join([*(name for name in measures['colours'] if name != 'spot'), *measures['spot_colours']]) or 'none'}")
    lines += [f"picture of {picture['width_px']} x {picture['height_px']} pixels: {picture['ppi']} ppi, {picture['colours']}" for picture in measures["pictures"][:20]]
    lines += [f"code {code['address'] or 'that cannot be read'}: {code['width_mm']} mm wide, modules {code['module_mm']} mm" for code in measures["codes"]]
    return lines


def _where(finding: Finding) -> str:
    if finding.place_mm is None:
        return f" (page {finding.page})" if finding.page > 1 else ""
    return f" (page {finding.page}, {finding.place_mm[0]:.0f} mm from the left and {finding.place_mm[1]:.0f} mm from the lower edge of the page)"
