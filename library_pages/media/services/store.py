"""How the publications store says that it is away."""

import errno
from typing import Final

_REMOTE: Final = ("botocore", "boto3", "s3transfer", "urllib3")


def is_away(error: BaseException) -> bool:
    """Whether an error means that the store does not answer or is full, so that waiting may help.

    By the name of its package: a local folder must not cost the half second that importing an S3 client takes.
    """
    return type(error).__module__.startswith(_REMOTE) or (
        isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
    )
