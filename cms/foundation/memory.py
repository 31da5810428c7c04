"""Giving memory back after a big piece of work: the C library keeps what was freed, for ever in a worker that idles."""

import ctypes
import gc


def give_back() -> None:
    """Hand what is free back to the system; where the C library can't (musl), nothing happens."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
