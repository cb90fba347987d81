"""Setting text: faces, bidi and shaping, line breaks, even lines, the largest size that fits. Glyph outlines out, no font in any file.
"""
