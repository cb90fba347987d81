"""Codes: the matrix from an address, its size and place, and reading it back from the finished file.
"""
