from library_pages.catalogue.models.admin_entry import AdminSearchEntry
from library_pages.catalogue.models.authorities import Contributor, Subject, Work
from library_pages.catalogue.models.levels import Level, LevelScale
from library_pages.catalogue.models.links import Contribution, ResourceTag
from library_pages.catalogue.models.page_mixin import ContentPageMixin, NotReadyError
from library_pages.catalogue.models.proposals import AuthorityProposal
from library_pages.catalogue.models.resource import ResourcePage, ResourcePageManager, ResourcePageQuerySet
from library_pages.catalogue.models.shelf import ShelfPage

__all__ = [
    "AdminSearchEntry",
    "AuthorityProposal",
    "ContentPageMixin",
    "Contribution",
    "Contributor",
    "Level",
    "LevelScale",
    "NotReadyError",
    "ResourcePage",
    "ResourcePageManager",
    "ResourcePageQuerySet",
    "ResourceTag",
    "ShelfPage",
    "Subject",
    "Work",
]
