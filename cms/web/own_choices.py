"""Form fields that refuse objects which the user may not choose: a chooser limits what is offered, not what is sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib.auth.models import Group
from django.db.models import Model, Q, QuerySet
from django.forms import BaseForm, ModelChoiceField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, get_form_for_model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionMember, Page
from wagtail.permissions import page_permission_policy, policy_registry

from cms.accounts.models import School, User
from cms.accounts.selectors import colleagues_of, schools_of

if TYPE_CHECKING:
    from wagtail.permission_policies.collections import CollectionPermissionPolicy

_ACTIONS = ("add", "change", "delete", "choose")


def limit_choices(form: BaseForm, instance: Any, user: Any) -> None:
    """Narrow every field that points at a page or a file to the user's own; what is chosen already stays."""
    if user is None or user.is_superuser:
        return
    for name, field in form.fields.items():
        if isinstance(field, ModelChoiceField) and field.queryset is not None:
            own = own_of(field.queryset.model, user)
            if own is not None:
                chosen = getattr(instance, f"{name}_id", None)
                field.queryset = field.queryset.filter(Q(pk__in=own.values("pk")) | Q(pk=chosen))
                _show_only(field)


def _show_only(field: "ModelChoiceField[Any]") -> None:
    # A refused choice comes back in the form with its title, and who sends numbers would read all titles there.
    find, allowed = getattr(field.widget, "get_instance", None), field.queryset
    if find is not None and allowed is not None:

        def find_allowed(value: Any) -> Any:
            instance = find(value)
            return instance if instance is not None and allowed.filter(pk=instance.pk).exists() else None

        setattr(field.widget, "get_instance", find_allowed)  # noqa: B010  (of this form's own copy of the widget)


def own_of(model: type[Model], user: Any) -> "QuerySet[Any] | None":
    """What the user works with, of pages, files, people and all that a school owns; None for what has no owner."""
    find = next((find for kind, find in _OWN.items() if issubclass(model, kind)), None)
    return find(model, user) if find else _of_her_schools(model, user)


def _files_of(model: type[Model], user: Any) -> "QuerySet[Any]":
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, _ACTIONS)


def _collections_of(_model: type[Model], user: Any) -> "QuerySet[Any]":
    keys: set[int] = set()
    for model in (get_image_model(), get_document_model()):
        policy = cast("CollectionPermissionPolicy", policy_registry.get_by_type(model))
        keys.update(policy.collections_user_has_any_permission_for(user, _ACTIONS).values_list("pk", flat=True))
    return Collection.objects.filter(pk__in=keys)


def _of_her_schools(model: type[Model], user: Any) -> "QuerySet[Any] | None":
    owner = next((field for field in model._meta.fields if field.related_model is School), None)
    if owner is None:
        return None
    own = Q(**{f"{owner.name}__in": schools_of(user)}) | Q(**{owner.name: None})
    return model._default_manager.filter(own)


_OWN: Final[dict[type[Model], Callable[[type[Model], Any], "QuerySet[Any]"]]] = {
    Page: lambda _model, user: page_permission_policy.explorable_instances(user),
    CollectionMember: _files_of,
    Collection: _collections_of,
    User: lambda _model, user: colleagues_of(user),
    Group: lambda _model, user: Group.objects.filter(user=user),
    School: lambda _model, user: schools_of(user),
}


class OwnChoicesForm(WagtailAdminModelForm):
    """A row inside a page that points at pages or files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, self.instance, self.for_user)


class OwnChoicesInlinePanel(InlinePanel):
    """Rows in which the user may choose only what is hers; Wagtail's own panel gives them no form of their own."""

    def get_form_options(self) -> dict[str, Any]:
        """As Wagtail's, with our form for a row."""
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {
            "form": get_form_for_model(
                self.db_field.related_model,
                form_class=OwnChoicesForm,
                defer_required_on_fields=self.child_edit_handler.get_form_options().get("defer_required_on_fields", []),
            ),
            "inherit_kwargs": ["for_user"],
        }
        return options
