"""The die line: one closed curve around figure and panel, the rules it keeps, and what is mended by itself.
"""
