"""The visitor's door: a code opens its story. No cookie, no script needed, no third party, no address kept."""
from flask import Flask

from exhibit.web.visit.views import blueprint


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


__all__ = ["register"]
