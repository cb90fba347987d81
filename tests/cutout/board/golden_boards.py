"""The boards of the golden pictures: every template in every script, in one language or two. `python -m tests.cutout.board.renew` draws them anew."""
from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from exhibit.cutout import CutoutSpec, Words, compose, write_pdf
from exhibit.cutout.press.raster import render
from tests.cutout.samples import QUOTES, TESTIMONIES, spec_in

FOLDER = Path(__file__).with_name("goldens")
PX_PER_MM = 0.17  # a board is about 160 pixels wide
SCRIPTS = {"latin": "en", "cyrillic": "uk", "arabic": "ar", "nastaliq": "ur", "devanagari": "ne", "lao": "lo", "tifinagh": "zgh"}
FIGURES = {  # template: (figure, height in mm, palette)
    "panel": ("standing-woman-2", 1640.0, "amber"),
    "body": ("standing-man-6", 1720.0, "mint"),
    "plinth": ("standing-girl-1", 1320.0, "coral"),
    "banner": ("standing-man-3", 1700.0, "sky"),
}
PAIRS = {"latin-arabic": ("en", "ar"), "arabic-latin": ("ar", "en"), "nastaliq-lao": ("ur", "lo")}
SMALL = {"attribution": "Amina, 25–34", "helpline": "PAG-ASA +32 2 511 64 64", "shown_until": "2027-10-18", "credits": ("Funded by the European Union.",), "copy": (1, 3)}


def golden_specs() -> dict[str, CutoutSpec]:
    """Every picture's board by the picture's name."""
    specs: dict[str, CutoutSpec] = {}
    for template, (figure, height_mm, palette) in FIGURES.items():
        look = {"template": template, "figure": figure, "height_mm": height_mm, "palette": palette, "slug": "", **SMALL}
        for script, language in SCRIPTS.items():
            specs[f"{template}-{script}"] = spec_in(language, **look)
        for pair, (first, second) in (PAIRS.items() if template != "body" else ()):
            words = Words(QUOTES[second], TESTIMONIES[second], second, SMALL["attribution"])
            specs[f"{template}-{pair}"] = spec_in(first, second=words, **look)
    seated = {"figure": "wheelchair-woman-1", "height_mm": 1640.0, "slug": "", **SMALL}
    for template in FIGURES:
        specs[f"{template}-wheelchair"] = spec_in("en", template=template, palette="lilac", **seated)
    return specs


def picture(spec: CutoutSpec, px_per_mm: float = PX_PER_MM) -> Image.Image:
    """The print file of a board, drawn large and made small, so that every edge is soft and no pixel hangs on rounding."""
    large = render(write_pdf(compose(spec)), 0, 3 * px_per_mm)
    return large.resize((round(large.width / 3), round(large.height / 3)), Image.Resampling.BOX)


def shades(image: Image.Image) -> NDArray[np.float64]:
    return np.asarray(image.convert("RGB"), dtype=np.float64)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.quantize(48).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
