"""Files for the print shop: PDF/X, profiles of shops, pictures of the file.
"""
