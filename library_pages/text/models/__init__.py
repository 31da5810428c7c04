from library_pages.text.models.page_mixin import FilePageMixin
from library_pages.text.models.passage import Passage
from library_pages.text.models.source import SourceFile

__all__ = ["FilePageMixin", "Passage", "SourceFile"]
