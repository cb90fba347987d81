"""Documents that caseworkers send, as plain text: what people wrote to be read is taken, everything around it is left behind.

`container` opens zipped formats within limits, `docx`, `odt`, `pdf` and `plain` read one format each, `written` is what they hand back.
"""
