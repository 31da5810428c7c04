"""Packages for engines of the content origin: files that a type makes, below an id that it chooses."""

from library_pages.text.extraction import PackageFile
from library_pages.text.services.packages import has_package, store_package

__all__ = ["PackageFile", "has_package", "store_package"]
