"""A copy of the public site in a folder: for a web server without a program, a network that sells caching, a kiosk, a stick.

The pages are those of the visitor's door, asked for one by one, so nothing is drawn twice; what is in it, until when, and who signed it stands in its manifest.
"""
