"""Consent, pure: permissions, states, children, and the one gate every surface asks.

No clock, no database, no framework: time comes in as `now`.
"""
from exhibit.consent.gate import may_use
from exhibit.consent.permissions import PERMISSIONS
from exhibit.consent.records import Decision, Grant, Guardian, Story, Use, UseKind
from exhibit.consent.states import State

__all__ = ["PERMISSIONS", "Decision", "Grant", "Guardian", "State", "Story", "Use", "UseKind", "may_use"]
