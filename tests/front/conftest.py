"""The demo's codes, as the visitor's own tests have them."""
from tests.visit.conftest import codes

__all__ = ["codes"]
