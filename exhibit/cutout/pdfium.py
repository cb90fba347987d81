"""PDFium keeps state of its own and may be entered by one thread at a time: whoever uses it holds this lock."""
from __future__ import annotations

import threading

ALONE = threading.Lock()
