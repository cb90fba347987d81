"""The few ways things go wrong, each with a sentence a curator understands and the fix."""


class ExhibitError(Exception):
    """Anything refused on purpose. `sentence` says what happened and what to do."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class WrongUse(ExhibitError):
    """The request itself is malformed (command line: exit 2)."""


class NotFound(ExhibitError):
    """No such exhibition, cutout, copy or testimony."""


class Refused(ExhibitError):
    """The gate or a rule said no (command line: exit 1). `reasons` are gate reason codes."""

    def __init__(self, sentence: str, reasons: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.reasons = reasons


class Conflict(ExhibitError):
    """Somebody else saved first; nothing was overwritten."""
