"""Which entries of the history are stops: what must hold again after an older backup was put back."""
from __future__ import annotations

STOPS: dict[str, frozenset[str]] = {
    "GRANT": frozenset({"withdrawn", "revoked", "invalidated", "update_required"}),
    "HOLD": frozenset({"SAFETY", "LEGAL", "QUALITY", "REQUEST_PENDING"}),
    "ASSENT": frozenset({"NO"}),
    "GUARDIAN": frozenset({"NO", "REVIEW", "ENDED"}),
    "BEST_INTERESTS": frozenset({"NO"}),
    "APPROVAL": frozenset({"taken back"}),
    "RECORDING": frozenset({"ended"}),
    "PERSON": frozenset({"DECEASED"}),
    "ERASURE": frozenset({"ERASED"}),
    "RECEIPT": frozenset({"REPLACED", "ENDED"}),
    "SOURCE": frozenset({"DELETED"}),
}


def is_stop(kind: str, state: str) -> bool:
    """Does this entry close something? Lifting a hold or a new yes is none: those are asked for again."""
    return state in STOPS.get(kind, ())
