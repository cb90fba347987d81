"""Copies the Noto faces the boards are set in from the npm packages into build/fonts. None is committed (OFL 1.1)."""
from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = ("noto-sans", "noto-sans-arabic", "noto-naskh-arabic", "noto-nastaliq-urdu", "noto-sans-devanagari", "noto-sans-lao", "noto-sans-tifinagh")
ONLY_REGULAR = ("noto-sans-tifinagh",)
WEIGHTS = {"regular": "400Regular", "bold": "700Bold"}


def main() -> None:
    """build/fonts/<family>-<weight>.ttf for each family and weight there is; each written beside and moved into place."""
    target = ROOT / "build" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for family in FAMILIES:
        for weight, folder in WEIGHTS.items():
            found = list((ROOT / "node_modules" / "@expo-google-fonts" / family / folder).glob("*.ttf"))
            if found:
                beside = target / f"{family}-{weight}.part"
                shutil.copyfile(found[0], beside)
                beside.replace(target / f"{family}-{weight}.ttf")
            elif weight == "regular" or family not in ONLY_REGULAR:
                sys.exit(f"The {weight} font of {family} is missing from node_modules/@expo-google-fonts: run `npm ci`.")


if __name__ == "__main__":
    main()
