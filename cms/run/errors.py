"""The one error that the start command shows without a traceback."""


class RunError(RuntimeError):
    """The start can't go on; the message is for the person at the terminal and says what to do."""
