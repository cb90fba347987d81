"""Testimonies, pure: the words they are described with, and what keeps trafficking and smuggling apart.

No database, no framework.
"""
