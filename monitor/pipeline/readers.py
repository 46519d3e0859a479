"""Readers: at most two answers are read at once, however many servers are asked.

What is made of a hostile page can be many times as large as the page. The interpreter reads for one
thread only, so that reading in turn costs no time and bounds the memory. With two, a usual page
passes while a huge one is read.
"""

from __future__ import annotations

from threading import BoundedSemaphore

#: Held while an answer is parsed or a picture decoded, never while a server is waited for.
A_READER = BoundedSemaphore(2)
