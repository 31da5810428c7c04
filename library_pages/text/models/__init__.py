from library_pages.text.models.backed import FileBacked
from library_pages.text.models.passage import Passage
from library_pages.text.models.source import SourceFile

__all__ = ["FileBacked", "Passage", "SourceFile"]
