"""The crew's door: the code on a board's back says keep or take down, to anyone in the hall, without an account and without a story."""
from flask import Flask

from exhibit.web.hall.door import Threshold
from exhibit.web.hall.limits import limited
from exhibit.web.hall.views import blueprint


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    if "csrf" in app.extensions:  # a token would need a cookie; whoever holds the board may say where it stands
        app.extensions["csrf"].exempt(blueprint)
    limited(app, "hall.board")
    app.wsgi_app = Threshold(app.wsgi_app)


__all__ = ["register"]
