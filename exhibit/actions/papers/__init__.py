"""Papers that go with the boards: job ticket, install sheet, labels, help poster, floor labels, packing list. Boards in, PDF out, same bytes for the same boards.

docs/install.md lists what each function takes. Nobody is asked for consent here: the boards come from the gate, and papers say no more than they do.
"""
from exhibit.actions.papers.crate_list import crate_list, crates_of
from exhibit.actions.papers.facts import Build, Event, HungBoard
from exhibit.actions.papers.floor import floor_labels
from exhibit.actions.papers.help_poster import help_sheet
from exhibit.actions.papers.install import install_sheet
from exhibit.actions.papers.museum_labels import label_sheet
from exhibit.actions.papers.ticket_page import job_ticket_pdf

__all__ = ["Build", "Event", "HungBoard", "crate_list", "crates_of", "floor_labels", "help_sheet", "install_sheet", "job_ticket_pdf", "label_sheet"]
