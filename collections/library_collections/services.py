"""Everything that changes collections."""

from django.utils.translation import gettext_lazy as _

from cms.accounts.models import School
from cms.web.services import child_of_home, home_for
from library_collections.models import CollectionsIndexPage


def open_collections(school: School) -> None:
    """What this layer gives to a new school (`cms.accounts.ports.on_new_school`)."""
    index_of(school)


def index_of(school: School) -> CollectionsIndexPage:
    """The school's collections page, made when there is none."""
    return child_of_home(home_for(school), CollectionsIndexPage, _("Collections"), "bo-suu-tap")
