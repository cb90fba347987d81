"""The person's door: behind her number she sees what is shown and stops it (`/card`); behind a link she reads her text first (`/read`).

It does not say whose door it is before the number is typed or the text is opened.
"""
from flask import Flask

from exhibit.web.person import approve
from exhibit.web.person.door import Threshold
from exhibit.web.person.limits import limited
from exhibit.web.person.views import blueprint


def register(app: Flask) -> None:
    for own in (blueprint, approve.blueprint):
        app.register_blueprint(own)
        if "csrf" in app.extensions:  # the sign-in's tokens live in a cookie; here there is none, and the secret itself is sent with each form
            app.extensions["csrf"].exempt(own)
    limit = app.config["EXHIBIT"].card_limit
    limited(app, "person.card", limit)
    for view in ("approve.ask", "approve.read"):
        limited(app, view, limit, ("GET", "POST"), "read")
    app.wsgi_app = Threshold(app.wsgi_app)


__all__ = ["register"]
