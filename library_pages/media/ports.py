"""What recordings ask of the layers above, which fill it in their `ready()`."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from library_pages.catalogue.models import ResourcePage

# The document of where the reader of a request stands in an item; answers are JSON values.
progress_documents: list[Callable[[HttpRequest, ResourcePage], dict[str, Any]]] = []
