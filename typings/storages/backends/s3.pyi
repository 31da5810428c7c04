from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage

class S3Storage(Storage):
    location: str
    bucket: Any
    def _open(self, name: str, mode: str = "rb") -> File[Any]: ...
