"""Everything that changes reading. Upper layers and the API call these and nothing behind them."""

from library_pages.reading.services.batches import MOST_ENTRIES, BatchEntry, Outcome, Unreadable, record_batch
from library_pages.reading.services.launching import LaunchReport, save_launch_state
from library_pages.reading.services.opening import OpenPackage, open_package
from library_pages.reading.services.recording import record_progress

__all__ = [
    "MOST_ENTRIES",
    "BatchEntry",
    "LaunchReport",
    "OpenPackage",
    "Outcome",
    "Unreadable",
    "open_package",
    "record_batch",
    "record_progress",
    "save_launch_state",
]
