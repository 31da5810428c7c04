"""What a school's librarians may do in the admin: one group, one subtree, one file collection (house-spike 3.1)."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.accounts.models import School
from cms.web.models import HomePage
from library_pages.catalogue.models import Contributor, Subject, Work

_PAGE_ACTIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_FILE_ACTIONS = ("add", "change", "choose")


def group_name(school: School) -> str:
    """Name of the group of a school's librarians."""
    return f"{school.slug}: librarians"


def set_up_admin(school: School, home: HomePage) -> Group:
    """Make or mend the group of a school's librarians and its permissions; safe to repeat."""
    group, _ = Group.objects.get_or_create(name=group_name(school))
    collection = Collection.objects.filter(name=school.name, depth=2).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(instance=Collection(name=school.name))
    for permission in Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=_PAGE_ACTIONS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        codename__in=[f"{action}_{model}" for action in _FILE_ACTIONS for model in ("image", "document")],
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    group.permissions.set(_class_permissions())
    return group


def _class_permissions() -> list[Permission]:
    authorities = ContentType.objects.get_for_models(Contributor, Subject, Work).values()
    return [
        *Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__in=authorities).exclude(codename__startswith="delete"),
    ]
