"""The pack of an exhibition: every board that may be printed with its sheets, feet, back and ticket, the hall's papers, and what was left out and why.

`order` says how it is wanted, `contents` makes one board's files, `papers` the hall's, `shelf` finds what need not be made again, `making` puts it
together, `jobs` does so in the queue.
"""
