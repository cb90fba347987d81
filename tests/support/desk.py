"""A client that does what a browser does without script: follows links, fills in the form that is on the page, sends its token."""
from __future__ import annotations

from contextvars import Context

from bs4 import BeautifulSoup, Tag
from flask import has_app_context
from flask.testing import FlaskClient

from exhibit.store import db

PASSWORD = "a long enough passphrase for tests"


class OwnContext(FlaskClient):
    """Each request in a context of its own, as a server would: who is signed in does not leak from one request into the next."""

    def open(self, *args, **kwargs):
        answer = Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.rollback()  # the test's own session sees what the request has committed
        return answer


class Visitor:
    """One person at one browser."""

    def __init__(self, app) -> None:
        self.client = OwnContext(app, app.response_class)

    def get(self, path: str, **headers: str):
        """The raw answer."""
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def page(self, path: str, status: int = 200) -> BeautifulSoup:
        """The page behind a path, redirects followed, with the status asserted."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == status, (path, answer.status_code, answer.get_data(as_text=True)[:400])
        return BeautifulSoup(answer.get_data(as_text=True), "html.parser")

    def press(self, path: str, form: str = "main form", press: str = "", files: dict | None = None, **changes):
        """Open `path`, take the form the CSS selector finds as it stands, change some fields, send it. Returns the raw answer."""
        page = self.page(path)
        found = page.select_one(form)
        assert found is not None, f"no form {form} at {path}"
        fields = {**_values(found), **changes, **(files or {})}
        if press:
            button = found.select_one(f'button[name="{press.split("=")[0]}"][value="{press.split("=")[1]}"]')
            assert button is not None, f"no button {press}"
            fields[button["name"]] = button["value"]
        target = found.get("action") or path
        return self.client.open(target, method=(found.get("method") or "get").upper(), data=fields, follow_redirects=True,
                                content_type="multipart/form-data" if found.get("enctype") else None)

    def submit(self, path: str, form: str = "main form", status: int = 200, press: str = "", files: dict | None = None, **changes) -> BeautifulSoup:
        """The same, with the status asserted. Returns the page that follows."""
        answer = self.press(path, form, press, files, **changes)
        assert answer.status_code == status, (answer.request.path, answer.status_code, answer.get_data(as_text=True)[:600])
        return BeautifulSoup(answer.get_data(as_text=True), "html.parser")

    def sign_in(self, email: str, password: str = PASSWORD) -> BeautifulSoup:
        return self.submit("/account/login", "main form", email=email, password=password)


def _values(form: Tag) -> dict:
    """What a browser would send for this form as it stands."""
    values: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", "")
        if field.name == "select":
            chosen = [option.get("value", option.text) for option in field.select("option[selected]")]
            if not chosen and not field.has_attr("multiple") and field.select_one("option"):
                chosen = [field.select_one("option").get("value", "")]
            values[name] = chosen if field.has_attr("multiple") else (chosen[0] if chosen else "")
        elif field.name == "textarea":
            values[name] = field.text
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                value = field.get("value", "on")
                values[name] = [*values[name], value] if isinstance(values.get(name), list) else [value] if kind == "checkbox" else value
        elif kind not in ("submit", "file", "button"):
            values[name] = field.get("value", "")
    return values
