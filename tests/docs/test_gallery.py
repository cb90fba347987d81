"""The gallery: its code runs as it stands, and its pictures are those that its own tool draws."""
import re
from pathlib import Path

from exhibit.cutout import figure_names
from tools import gallery

PAGE = Path(__file__).parents[2] / "docs" / "gallery.md"


def test_the_code_on_the_page_runs(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})
    width, height, nodes = re.search(r"(\d+) x (\d+) mm, (\d+) nodes", capsys.readouterr().out).groups()
    assert 600 < int(width) < 1200 and int(height) > 1620 and int(nodes) <= 40


def test_every_picture_is_there_and_shown():
    shown = set(re.findall(r"pictures/gallery/([a-z-]+)\.png", PAGE.read_text(encoding="utf-8")))
    drawn = {path.stem for path in (PAGE.parent / "pictures" / "gallery").glob("*.png")}
    assert shown == drawn and all((PAGE.parent / "pictures" / "gallery" / f"{name}.png").stat().st_size < 250_000 for name in drawn)


def test_the_figures_are_drawn_anew_as_they_are():
    picture = gallery.figures()
    assert picture.width > 1000 and len(figure_names()) >= 24
