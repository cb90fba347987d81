"""Sign-in of the desk: Flask-Security on Flask-Login, CSRF on every form, a limit on tries."""
from exhibit.web.account.wiring import register

__all__ = ["register"]
