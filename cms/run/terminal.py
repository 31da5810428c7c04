"""What the person at the terminal reads; the processes' own output goes to log files."""

import sys


def say(line: str) -> None:
    """One line, at once: a pipe that waits for READY must not wait for a buffer."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """An error, set apart from what went before."""
    sys.stdout.flush()
    sys.stderr.write(f"\n{text}\n")
    sys.stderr.flush()
