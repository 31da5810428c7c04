"""EPUB and PDF files as content: the mix-in `FilePageMixin`, and what a declaration names for them."""

from library_pages.text.models import FilePageMixin
from library_pages.text.selectors import lengths_of, publication_of_page

__all__ = ["FilePageMixin", "lengths_of", "publication_of_page"]
