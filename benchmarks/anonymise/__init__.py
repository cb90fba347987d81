"""How much of what leads to a person the finders see: invented passages with labels set by hand before any finder existed.

`tune/` was looked at while finders were made, `held/` never.
"""
