"""Flask-Security, CSRF and the rate limit, for the doors that have accounts."""
from __future__ import annotations

from flask import Flask, render_template, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf import CSRFProtect

from exhibit.settings import secret
from exhibit.store import db
from exhibit.store.accounts import Role, User


def configure(app: Flask) -> None:
    settings = app.config["EXHIBIT"]
    app.config.update(
        SECURITY_PASSWORD_SALT=secret(settings.instance, "salt"),
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_TOTP_SECRETS={"1": secret(settings.instance, "totp")},
        SECURITY_TOTP_ISSUER="Exhibit",
        SECURITY_URL_PREFIX="/account",
        SECURITY_POST_LOGIN_VIEW="/desk/",
        SECURITY_POST_LOGOUT_VIEW="/account/login",
        SECURITY_REGISTERABLE=False, SECURITY_RECOVERABLE=False, SECURITY_CHANGEABLE=True, SECURITY_SEND_PASSWORD_CHANGE_EMAIL=False,
        SECURITY_LOGIN_USER_TEMPLATE="account/login.html", SECURITY_CHANGE_PASSWORD_TEMPLATE="account/change_password.html",
        SECURITY_VERIFY_TEMPLATE="account/verify.html",
        SECURITY_LOGOUT_METHODS=["POST"], SECURITY_PASSWORD_LENGTH_MIN=12, SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS=False,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
    )


def register(app: Flask) -> None:
    """Accounts on this application; the sign-in form may be tried only so often from one address."""
    configure(app)
    csrf = CSRFProtect(app)
    if "visit" in app.blueprints:  # a token would need a cookie, and a visitor has none
        csrf.exempt(app.blueprints["visit"])
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")  # counts in each worker by itself
    Security(app, SQLAlchemyUserDatastore(db, User, Role))
    app.register_error_handler(429, lambda _error: (render_template("account/too_many.html"), 429))
    limit = limiter.limit(app.config["EXHIBIT"].sign_in_limit, methods=["POST"], exempt_when=lambda: request.method != "POST")
    app.view_functions["security.login"] = limit(app.view_functions["security.login"])
