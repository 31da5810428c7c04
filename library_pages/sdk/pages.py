"""The page that every type's page stands on, and the tabs of its form."""

from library_pages.catalogue.admin.panels import content_tab, edit_handler
from library_pages.catalogue.models import ResourcePage

__all__ = ["ResourcePage", "content_tab", "edit_handler"]
