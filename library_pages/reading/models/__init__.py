from library_pages.reading.models.launch_state import LaunchState
from library_pages.reading.models.progress import Progress
from library_pages.reading.models.visit import Visit

__all__ = ["LaunchState", "Progress", "Visit"]
