"""The store needs no door: the application is opened with accounts only."""
from tests.support.rooms import app, demo_app

__all__ = ["app", "demo_app"]
