"""Whether something failed because the disk is full, in the words of the system and of either database."""

import errno

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, none left of what we may use, or a file larger than we may write."""


def is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    words = str(error).lower()
    return "is full" in words or "no space" in words
