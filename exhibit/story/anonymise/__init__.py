"""Finders: what in a text could lead to a person. `found_in` names each piece; replacing is somebody else's decision.

Rules of form only (numbers, signs, capitals, words that stand before or after a name); nothing here knows who anybody is.
"""
from exhibit.story.anonymise.finds import KINDS, Find, found_in

__all__ = ["KINDS", "Find", "found_in"]
