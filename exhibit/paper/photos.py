"""Photos on paper: measured and drawn anew by Pillow, so that no metadata of the camera survives."""
from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from exhibit.cutout.errors import NotAnImage

LARGEST_PX = 1_600  # on the longer side: 200 px an inch on 20 cm
LARGEST_MEGAPIXELS = 60
QUALITY = 85


def _opened(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        if picture.width * picture.height > LARGEST_MEGAPIXELS * 1e6:
            raise NotAnImage(f"The picture has {picture.width * picture.height / 1e6:.0f} megapixels; {LARGEST_MEGAPIXELS} are the most. Make it smaller first.")
        return ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError) as error:
        raise NotAnImage("The picture is no PNG or JPEG that can be read: choose another file.") from error


def size_within(content: bytes, width_mm: float, height_mm: float) -> tuple[float, float]:
    """Width and height in mm of the picture as large as it fits. Raises NotAnImage."""
    picture = _opened(content)
    scale = min(width_mm / picture.width, height_mm / picture.height)
    return picture.width * scale, picture.height * scale


def as_jpeg(content: bytes) -> tuple[bytes, int, int]:
    """(JPEG without metadata, width, height in pixels); what was transparent is white. Raises NotAnImage."""
    picture = _opened(content).convert("RGBA")
    picture.thumbnail((LARGEST_PX, LARGEST_PX))
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), ground.width, ground.height
