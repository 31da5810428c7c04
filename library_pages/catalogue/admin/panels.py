"""The edit form of a resource: what it is, where it belongs, who may use it."""

from typing import Any

from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from cms.web.own_choices import limit_choices
from library_pages.catalogue.models.levels import Level

DESCRIPTION = [
    FieldPanel("title", heading=_("Title")),
    FieldPanel("subtitle"),
    InlinePanel("contributions", heading=_("Contributors"), label=_("contributor")),
    FieldPanel("summary"),
    FieldPanel("cover"),
]
CLASSIFICATION = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("grade_from"), FieldPanel("grade_to")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("level_origin")]),
        ],
        heading=_("For whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("subjects", widget=CheckboxSelectMultiple(attrs={"class": "kv-choices"})),
            FieldPanel("ddc"),
            FieldPanel("tags"),
        ],
        heading=_("About what"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
            FieldRowPanel([FieldPanel("isbn"), FieldPanel("issn")]),
            FieldRowPanel([FieldPanel("language"), FieldPanel("work")]),
        ],
        heading=_("Edition"),
    ),
]
RIGHTS = [FieldPanel("audience"), FieldPanel("rights_basis"), FieldPanel("rights_holder")]
ADDRESS = [FieldPanel("slug"), FieldPanel("go_live_at"), FieldPanel("expire_at")]


class ResourceForm(WagtailAdminPageForm):
    """Takes only levels of the resource's own school and of everybody, and pictures that the user may choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, self.instance, self.for_user)
        if "level" in self.fields:
            school_id = self.instance.school_id or getattr(self.parent_page, "school_id", None)
            own = Q(scale__school=None) | Q(scale__school_id=school_id)
            self.fields["level"].queryset = Level.objects.filter(own).select_related("scale")


def edit_handler(*first_tabs: ObjectList) -> TabbedInterface:
    """Tabs of a resource's form; a type puts its own in front."""
    return TabbedInterface(
        [
            *first_tabs,
            ObjectList(DESCRIPTION, heading=_("Description")),
            ObjectList(CLASSIFICATION, heading=_("Classification")),
            ObjectList(RIGHTS, heading=_("Rights and audience")),
            ObjectList(ADDRESS, heading=_("Address and dates")),
        ],
        base_form_class=ResourceForm,
    )
