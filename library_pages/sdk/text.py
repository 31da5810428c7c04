"""EPUB and PDF files as content: the mix-in `FileBacked`, and what a declaration names for them."""

from library_pages.text.models import FileBacked
from library_pages.text.selectors import lengths_of, publication_of_page

__all__ = ["FileBacked", "lengths_of", "publication_of_page"]
