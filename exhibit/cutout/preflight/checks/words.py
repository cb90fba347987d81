"""Words: tall enough, dark enough, far enough from the cut."""
from __future__ import annotations

from shapely.geometry import box

from exhibit.cutout.preflight.finding import Answer, Check, bad, good
from exhibit.cutout.preflight.found import middle
from exhibit.cutout.preflight.measured import Measured

LEAST_MM = 3.2  # of 24 pt (exhibition.md 2: nothing smaller) letters are 4.2 to 4.7 mm tall without their strokes up and down, in low Arabic rows 3.5: what is under 17 pt is found in any script
LEAST_CONTRAST = 6.0  # 7:1 is asked of a palette; a picture of print inks comes out a little flatter
SLACK_MM = 0.05
NONE = "No rows of letters were found."


def tall(m: Measured) -> Answer:
    row = min(m.rows, key=lambda found: found.size_mm, default=None)
    if row is None:
        return good(NONE)
    words = f"the smallest of {len(m.rows)} rows has letters {row.size_mm:.1f} mm tall"
    if row.size_mm < LEAST_MM:
        return bad(f"Too small to read while standing: {words} (without strokes up and down), about {row.size_mm / 0.18:.0f} pt; 24 pt is the least.", middle(row.box), m.art.number)
    return good(f"{words.capitalize()}.")


def dark(m: Measured) -> Answer:
    if m.least_contrast is None:
        return good(NONE)
    least, row = m.least_contrast
    if least < LEAST_CONTRAST:
        return bad(f"Words stand out from their ground by only {least:.1f}:1; 7:1 is needed in a hall. Choose a darker ink or a lighter ground.", middle(row.box), m.art.number)
    return good(f"Contrast at least {least:.1f}:1.")


def safe(m: Measured) -> Answer:
    found = m.nearest_words
    codes = [(m.edge.distance(box(*code.box)), middle(code.box)) for code in m.codes]
    nearest = min([*([found] if found else []), *codes], default=None)
    if nearest is None:
        return good("No words and no code.")
    distance, place = nearest
    if distance < 0:
        return bad("Words stand outside the cut line: they would be cut away. Move them in, or take them out.", place, m.art.number)
    if distance + SLACK_MM < m.shop.safe_mm:
        return bad(f"Words or code come within {distance:.1f} mm of the cut; this shop asks for {m.shop.safe_mm:g} mm. Move them in.", place, m.art.number)
    return good(f"At least {distance:.1f} mm from the cut.")


CHECKS = (
    Check("text size", "Nothing smaller than a standing visitor can read.", tall),
    Check("text contrast", "Words are dark on light, or light on dark, enough for a dim hall.", dark),
    Check("text to cut", "A cut that is a little off takes no letter with it.", safe),
)
