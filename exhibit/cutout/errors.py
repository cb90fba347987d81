"""Refusals of the print engine, each with a sentence that says what to change."""


class CutoutError(Exception):
    """A board that cannot be made. `sentence` says why and what to do."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class TextTooLong(CutoutError):
    """The words of `what` do not fit at the smallest readable size; `words_to_cut` says how many must go."""

    def __init__(self, sentence: str, words_to_cut: int, what: str = "text"):
        super().__init__(sentence)
        self.words_to_cut = words_to_cut
        self.what = what


class UnknownCharacter(CutoutError):
    """No font here has this character."""


class UnknownFigure(CutoutError):
    """No such figure."""


class NotAnImage(CutoutError):
    """An uploaded file is no PNG or JPEG picture of a sensible size."""


class NotASilhouette(CutoutError):
    """A picture does not show one filled shape on an even ground."""


class AddressTooLong(CutoutError):
    """The address needs a QR version above 4 at level Q."""


class CodeNotReadable(CutoutError):
    """A printed code did not decode from the rasterised page; the file is not handed out."""
