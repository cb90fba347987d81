"""The visitor's blueprint: how its addresses are shaped. Pages register themselves on it, one subject a module."""
from __future__ import annotations

from flask import Blueprint
from werkzeug.routing import BaseConverter

blueprint = Blueprint("visit", __name__)


class CodeConverter(BaseConverter):
    """Anything shaped like a code, in any letter case."""

    regex = r"[0-9A-Za-z]{6}"


class LanguageConverter(BaseConverter):
    regex = r"[a-zA-Z]{2,3}"


class SlugConverter(BaseConverter):
    """An exhibition's short name."""

    regex = r"[a-z0-9-]{1,40}"


@blueprint.record
def _converters(state) -> None:
    state.app.url_map.converters.update(code=CodeConverter, language=LanguageConverter, slug=SlugConverter)


def page(address: str, **options):
    """Decorator: a page at this address, with or without a slash at its end.

    Slashes that stand twice are not merged: the framework would send a browser on for good, with none of our headers and to whatever host it named.
    """
    return blueprint.get(address, strict_slashes=False, merge_slashes=False, provide_automatic_options=False, **options)
