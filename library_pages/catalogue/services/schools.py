"""What a school's librarians may do in the admin: one group, one subtree, one file collection."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.accounts.enums import Role
from cms.accounts.models import School
from cms.web.models import HomePage
from cms.web.services import child_of_home, home_for
from library_pages.catalogue.models import Contributor, ShelfPage, Subject, Work

_PAGE_ACTIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_FILE_ACTIONS = ("add", "change", "choose")
_AUTHORITIES = (Contributor, Subject, Work)
_ADMIN_ROLES = frozenset({Role.LIBRARIAN, Role.ADMINISTRATOR})


def group_name(school: School) -> str:
    """Name of the group of a school's librarians."""
    return f"{school.slug}: librarians"


def open_library(school: School) -> None:
    """What this layer gives to a new school (`cms.accounts.ports.on_new_school`): its shelf, and its group."""
    home = home_for(school)
    shelf_of(school)
    set_up_admin(school, home)


def shelf_of(school: School) -> ShelfPage:
    """The school's bookshelf, made when there is none."""
    return child_of_home(home_for(school), ShelfPage, _("Bookshelf"), "tu-sach")


def groups_of(school: School | None, role: Role) -> list[Group]:
    """The groups that a role brings (`cms.accounts.ports.on_role_groups`)."""
    if school is None:
        return [_group_of_the_province()] if role is Role.PROVINCE else []
    return list(Group.objects.filter(name=group_name(school))) if role in _ADMIN_ROLES else []


def files_of(school: School) -> Collection:
    """The file collection of a school, made when there is none.

    It is known by the group that has rights on it: two schools may have one name, and a school may change its own.
    """
    collections = Collection.objects.filter(depth=2)
    own = collections.filter(group_permissions__group__name=group_name(school)).first()
    found = own or collections.filter(name=school.name, group_permissions=None).first()
    return found or Collection.get_first_root_node().add_child(instance=Collection(name=school.name))


def set_up_admin(school: School, home: HomePage) -> Group:
    """Make or mend the group of a school's librarians and its permissions; safe to repeat."""
    group = Group.objects.get_or_create(name=group_name(school))[0]
    collection = files_of(school)
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


def _group_of_the_province() -> Group:
    """Those who look after what all schools share; made when there is none."""
    group, is_new = Group.objects.get_or_create(name="province: authorities")
    if is_new:
        deleting = [f"delete_{model._meta.model_name}" for model in _AUTHORITIES]
        group.permissions.set([*_class_permissions(), *Permission.objects.filter(codename__in=deleting)])
    return group


def _class_permissions() -> list[Permission]:
    # Whether somebody may really change or delete an authority is said by its permission policy.
    authorities = ContentType.objects.get_for_models(*_AUTHORITIES).values()
    return [
        *Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__in=authorities).exclude(codename__startswith="delete"),
    ]
