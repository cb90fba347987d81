"""Many testimonies at once: `table` reads a spreadsheet, `parcel` finds the documents that go with it, `lines` turns a line into facts
and a text, `report` says what happened, without a word of any text. What is done with them: exhibit/actions/batch.py.
"""
