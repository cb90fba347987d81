"""Finders: what in a text could lead to a person. They name each piece; what becomes of it people decide.

`found_in` reads short notes by rules of form alone; `read` (reading.py) reads a story with all finders, lists and models.
"""
from exhibit.story.anonymise.finds import Find, found_in
from exhibit.story.anonymise.kinds import KINDS, Kind, Severity

__all__ = ["KINDS", "Find", "Kind", "Severity", "found_in"]
