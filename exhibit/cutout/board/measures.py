"""The measures each arrangement of a board needs, as frozen rows; templates.toml fills them in. Lengths in mm."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PanelMeasures:
    """The figure with a panel of words fused beside it."""

    panel_share: float  # height of the panel as a share of the figure's
    least_mm: float  # of the panel: beside a small child it has to hold the same words
    column_mm: tuple[float, ...]  # widths of a column of words, tried in this order until they fit
    gutter_mm: float  # between two columns, one a language
    margin_mm: float  # from the words to the panel's edge
    gap_mm: float  # between the arm and the words
    tuck_mm: float  # how far the panel reaches behind the figure
    corner_mm: float  # radius of the upper corners
    foot_mm: float  # no words below: feet and floor
    code_centre_mm: tuple[float, ...]  # heights of the code's middle, tried in this order
    code_centre_low_mm: tuple[float, ...]  # the same for low figures
    easel_mm: tuple[float, ...]  # width and height of the strut glued behind


@dataclass(frozen=True, slots=True)
class BodyMeasures:
    """The figure as a silhouette of one colour with the words inside its outline."""

    ground: str  # "colour": the palette's colour with ink on it; "ink": the other way round
    close_mm: float  # gaps up to twice this wide (between the legs, under an arm) belong to the silhouette
    margin_mm: float  # from the words to the outline
    slope: float  # how far an edge of the words may move sideways for each millimetre down
    plaque_mm: float  # margin around the code where it stands on a plaque beside the body
    corner_mm: float
    foot_mm: float
    code_centre_mm: tuple[float, ...]
    code_centre_low_mm: tuple[float, ...]
    easel_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PlinthMeasures:
    """A wide low panel in front of the legs or wheels; the figure looks over it."""

    panel_share: float
    most_share: float  # a panel higher than this share of the figure hides too much of it
    column_mm: tuple[float, ...]
    side_mm: tuple[float, ...]  # widths of the column with code and small texts, tried with each width of the words
    gutter_mm: float
    margin_mm: float
    quote_pt: float  # largest size of the quote
    testimony_pt: float  # largest size of the testimony
    note_pt: float  # largest size of the small texts, which stay smaller than the testimony
    overhang_mm: float  # how far the panel stands out beside the figure, at least
    corner_mm: float
    foot_mm: float
    code_centre_mm: tuple[float, ...]  # lowest and highest middle of the code
    code_centre_low_mm: tuple[float, ...]
    easel_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BannerMeasures:
    """A plain rectangle: nothing is cut out. The quote above, words beside a drawing below."""

    width_mm: float
    height_mm: float
    figure_share: float  # of the height asked for: a drawing, not a life-size figure
    wide_share: float  # a figure wider than this share of its height (seated, in a wheelchair) is drawn below the words
    below_mm: tuple[float, ...]  # heights of such a drawing, tried in this order
    column_mm: float  # the words beside the drawing have at least this
    quote_pt: float  # largest size of the quote
    testimony_pt: float  # largest size of the testimony
    margin_mm: float
    edge_mm: float  # from the drawing to the banner's edge
    gap_mm: float
    foot_mm: float  # the cassette's part: nothing is printed there but the ground
    code_centre_mm: tuple[float, ...]
    code_centre_above_mm: tuple[float, ...]  # where the drawing is below the words
    easel_mm: tuple[float, ...]


Measures = PanelMeasures | BodyMeasures | PlinthMeasures | BannerMeasures
MEASURES: dict[str, type[Measures]] = {"panel": PanelMeasures, "body": BodyMeasures, "plinth": PlinthMeasures, "banner": BannerMeasures}
