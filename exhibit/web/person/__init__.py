"""The door behind a person's number: she sees what is shown, and stops it. It does not say whose door it is before the number is typed."""
from flask import Flask

from exhibit.web.person.door import Threshold
from exhibit.web.person.limits import limited
from exhibit.web.person.views import blueprint


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    if "csrf" in app.extensions:  # the sign-in's tokens live in a cookie; here there is none, and the number itself is sent with each form
        app.extensions["csrf"].exempt(blueprint)
    limited(app, "person.card", app.config["EXHIBIT"].card_limit)
    app.wsgi_app = Threshold(app.wsgi_app)


__all__ = ["register"]
