"""Files for the print shop: PDF/X, profiles of shops, preflight, pictures of the file.
"""
