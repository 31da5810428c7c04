"""EPUB and PDF files as content: the mix-in `FilePageMixin`, and what a declaration names for them."""

from library_pages.text.models import FilePageMixin
from library_pages.text.opening import open_file
from library_pages.text.selectors import lengths_of

__all__ = ["FilePageMixin", "lengths_of", "open_file"]
