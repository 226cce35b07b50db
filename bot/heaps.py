"""How many heaps the C library keeps."""

import ctypes
import os
import sys

_ARENA_MAX = -8
"""M_ARENA_MAX of <malloc.h>: https://man7.org/linux/man-pages/man3/mallopt.3.html"""
HEAPS = 2


def keep_to_few_heaps() -> None:
    """Let all threads share two heaps: one for each keeps megabytes that it once needed, and never gives back.

    Only one thread of Python runs at a time, so that they hardly wait for each other. Whoever sets MALLOC_ARENA_MAX
    knows better, and a C library that has no such heaps has nothing to limit.
    """
    if sys.platform != "linux" or "MALLOC_ARENA_MAX" in os.environ:
        return
    limit = getattr(ctypes.CDLL(None), "mallopt", None)
    if limit is not None:
        limit(_ARENA_MAX, HEAPS)
