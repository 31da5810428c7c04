"""The panel of the admin's first page that names resource types with a fault."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.accounts.enums import Role
from cms.accounts.reader import reader_of
from cms.plugins import isolation, registry

_TOLD = frozenset({Role.ADMINISTRATOR, Role.PROVINCE})


class TypeFaultsPanel(Component):
    """Faults of the last day, each with its type and what it has said."""

    name = "type_faults"
    template_name = "catalogue/admin/type_faults.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Pairs of a type's name and a fault."""
        return {
            "faults": [(kind.label, fault) for fault in isolation.recent() if (kind := registry.get(fault.slug))],
        }


@hooks.register("construct_homepage_panels")
def name_types_with_a_fault(request: HttpRequest, panels: list[Any]) -> None:
    """For those who can repair or uninstall a type."""
    if (request.user.is_superuser or reader_of(request).roles & _TOLD) and isolation.recent():
        panels.append(TypeFaultsPanel())
