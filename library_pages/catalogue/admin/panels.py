"""The edit form of a resource: what it is, where it belongs, who may use it."""

from typing import Any

from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from cms.web.own_choices import limit_choices
from library_pages.catalogue.admin.publishing import UNKNOWN, readiness_field
from library_pages.catalogue.content import ContentKind, Link, kind_named
from library_pages.catalogue.models import Level

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


class ContentPanel(Panel):
    """Shows the content of one kind and where it stands; asks again every two seconds while that may change."""

    def __init__(self, kind_slug: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind_slug = kind_slug

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "kind_slug": self.kind_slug}

    class BoundPanel(Panel.BoundPanel):
        """Bound to one page."""

        template_name = "catalogue/admin/content_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds the page, its content and where that stands."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            kind = _kind(self.panel.kind_slug)
            content = getattr(self.instance, kind.field)
            known = state_context(kind, content) if content is not None else {}
            return {**context, **known, "kind": kind, "content": content, "page": self.instance} | (
                {"links": _links(kind, self.instance, content)} if content is not None else {}
            )


def content_tab(kind_slug: str) -> ObjectList:
    """The tab of a type's form for one kind of content, by the kind's slug."""
    heading = lazy(lambda: str(_kind(kind_slug).words.name), str)()
    return ObjectList([ContentPanel(kind_slug, heading=heading)], heading=heading)


def state_context(kind: ContentKind[Any], content: Any) -> dict[str, Any]:
    """What the template of a content's state needs."""
    state = kind.state(content)
    address = {"kind_slug": kind.slug, "content_id": str(content.pk)}
    return {
        "state": state,
        "ready": kind.missing(content) is None,
        "url": reverse("kv_state", kwargs=address),
        "acts": [(act, reverse("kv_act", kwargs={**address, "act_slug": act.slug})) for act in state.acts],
        "readiness_field": readiness_field(kind),
        "unknown": UNKNOWN,
    }


def _links(kind: ContentKind[Any], page: Any, content: Any) -> list[Link]:
    links = list(kind.links(page, content)) if page.pk else []
    if page.pk and kind.words.entries is not None and kind.missing(content) is None and kind.entries(content):
        links.append(Link(kind.words.entries.link, reverse("kv_entries", args=[page.pk, kind.slug])))
    return links


def _kind(slug: str) -> ContentKind[Any]:
    kind = kind_named(slug)
    if kind is None:
        raise LookupError(f"No installed app brings the kind of content “{slug}”.")
    return kind
