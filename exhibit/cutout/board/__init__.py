"""One board: templates, colours and labels as data, words and code in their zones, and the composed `Board`.
"""
