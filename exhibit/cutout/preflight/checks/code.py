"""The code: does a telephone read it, from where, and does it say what it should?"""
from __future__ import annotations

from exhibit.cutout.preflight.codes import QUIET_MODULES, Code
from exhibit.cutout.preflight.finding import Answer, Check, bad, good, listed
from exhibit.cutout.preflight.found import middle, width
from exhibit.cutout.preflight.measured import Measured

LEAST_MODULE_MM = 1.5
LEAST_CONTRAST = 0.55  # difference of reflectance (exhibition.md 1.1)
NONE = "There is no code on it."


def _read(m: Measured) -> list[Code]:
    return [code for code in m.codes if code.text]


def one(m: Measured) -> Answer:
    texts = {code.text for code in _read(m)}
    if len(texts) > 1:
        return bad(f"There are {len(texts)} different codes ({listed(sorted(texts))}): a visitor scans the wrong one. Keep one.", middle(_read(m)[1].box), m.art.number)
    if m.asked.address is not None and not m.codes:
        return bad(f"There is no code; one that opens {m.asked.address} was asked for.", page=m.art.number)
    return good("One code." if m.codes else NONE)


def reads(m: Measured) -> Answer:
    for code in m.codes:
        place = middle(code.box)
        if not code.text:
            return bad("Something drawn like a QR code cannot be read: it is damaged, covered or incomplete. Make it anew.", place, m.art.number)
        failing = [name for name, share in code.clean.items() if not share]
        if failing and not code.inverted:
            return bad(f"{listed(failing)} does not read the code {code.text}, even straight on. Make it anew.", place, m.art.number)
    return good(f"Read by both readers: {listed([code.text for code in m.codes])}." if m.codes else NONE)


def says(m: Measured) -> Answer:
    wrong = [code for code in _read(m) if m.asked.address is not None and code.text.upper() != m.asked.address.upper()]
    if wrong:
        return bad(f"The code opens {wrong[0].text}; asked for was {m.asked.address}. This is the wrong board, or the wrong code.", middle(wrong[0].box), m.art.number)
    return good("It says what was asked." if m.codes and m.asked.address else "No address was asked for." if m.codes else NONE)


def in_hall(m: Measured) -> Answer:
    for code in _read(m):
        if _is_sound(code) and not code.reads_in_hall:
            shares = ", ".join(f"{name} {share:.0%}" for name, share in code.hall.items())
            return bad(f"From the side, soft and in dim light the code is rarely read ({shares} of the views). Make it larger, cleaner or plain black on white.", middle(code.box), m.art.number)
    return good("It reads from the side, soft and in dim light too." if _read(m) else NONE)


def _is_sound(code: Code) -> bool:
    """A code with a fault that has a check of its own is not scolded twice."""
    return not code.inverted and code.contrast >= LEAST_CONTRAST and code.quiet_modules >= QUIET_MODULES and all(code.clean.values())


def large(m: Measured) -> Answer:
    for code in _read(m):
        words = f"The code is {width(code.box):.0f} mm wide, its modules {code.module_mm:.2f} mm"
        if code.module_mm < LEAST_MODULE_MM:
            return bad(f"{words}; under {LEAST_MODULE_MM} mm they run together in print. Make it at least {LEAST_MODULE_MM * code.modules:.0f} mm wide.", middle(code.box), m.art.number)
        if code.reads_from_mm < m.asked.scan_distance_mm:
            return bad(f"{words}: it reads from {code.reads_from_mm:.0f} mm at most, asked for is {m.asked.scan_distance_mm:.0f} mm. "
                       f"Make it at least {m.asked.scan_distance_mm * code.modules / 288:.0f} mm wide.", middle(code.box), m.art.number)
    found = _read(m)
    return good(f"{width(found[0].box):.0f} mm wide, modules {found[0].module_mm:.2f} mm: reads from {found[0].reads_from_mm:.0f} mm." if found else NONE)


def quiet(m: Measured) -> Answer:
    for code in _read(m):
        if code.quiet_modules < QUIET_MODULES:
            return bad(f"Only {code.quiet_modules:.0f} modules around the code are free; it needs {QUIET_MODULES} ({QUIET_MODULES * code.module_mm:.0f} mm) on every side. Clear its surroundings.",
                       middle(code.box), m.art.number)
    return good(f"{QUIET_MODULES} modules around it are free." if _read(m) else NONE)


def contrast(m: Measured) -> Answer:
    for code in _read(m):
        if code.contrast < LEAST_CONTRAST:
            return bad(f"Light and dark modules differ by {code.contrast:.0%} of reflectance; {LEAST_CONTRAST:.0%} is needed. Print it black on white.", middle(code.box), m.art.number)
    return good(f"Light and dark differ by {min(code.contrast for code in _read(m)):.0%}." if _read(m) else NONE)


def upright(m: Measured) -> Answer:
    turned = [code for code in _read(m) if code.inverted]
    return bad("The code is light on dark: some telephones cannot read it. Print it black on white.", middle(turned[0].box), m.art.number) if turned else good("Dark on light." if _read(m) else NONE)


CHECKS = (
    Check("one code", "A visitor has one code to scan, and it is there when it was asked for.", one),
    Check("code reads", "Two different readers read it from the page as it will be printed.", reads),
    Check("code in the hall", "Both read it tilted, soft, noisy and flat, as a telephone in a hall sees it.", in_hall),
    Check("code's address", "It opens the page that was asked for.", says),
    Check("code size", "Its modules do not run together, and it reads from where people stand.", large),
    Check("code's quiet zone", "Four modules around it are free.", quiet),
    Check("code contrast", "Dark and light are far enough apart.", contrast),
    Check("code dark on light", "Some telephones cannot read an inverted one.", upright),
)
