"""Why a file is not taken, or could not be made ready, as a code; the kind's `wording.REASONS` has the sentence."""

from typing import Final

_DETAIL: Final = 2_000


class RefusedError(Exception):
    """A file can't be taken, and trying again would not change that.

    Attributes:
        code: key of the kind's `wording.REASONS`.
        detail: technical detail for the log and for support (an entry's name, a limit), at most 2,000 characters;
            never the only explanation.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail[:_DETAIL]
