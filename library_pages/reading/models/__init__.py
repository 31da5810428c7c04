from library_pages.reading.models.progress import Progress
from library_pages.reading.models.visit import Visit

__all__ = ["Progress", "Visit"]
