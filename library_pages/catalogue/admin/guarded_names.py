"""What the parameters of admin views name: arguments of routes, parameters of queries, fields of forms.

A number or a UUID under a name that stands nowhere here counts as the key of something that we know nothing of.
"""

from typing import Final
from uuid import UUID

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site

from cms.accounts.models import School, User

OF_THE_VIEW: Final = frozenset({"pk", "id", "object_id"})
"""Keys of the model that the view is of."""

MODELS: Final[dict[str, type[Model]]] = {
    **dict.fromkeys(
        (
            *("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_to_copy_id", "shelf_id", "shelf"),
            *(
                "target_pages[]",
                "chooser",
                "parent_page",
                "new_parent_page",
                "child_of",
                "descendant_of",
                "ancestor_of",
            ),
            *("translation_of", "page"),
        ),
        Page,
    ),
    **dict.fromkeys(("image_id", "image"), get_image_model()),
    **dict.fromkeys(("document_id", "doc_id", "document"), get_document_model()),
    **dict.fromkeys(("collection_id", "collection"), Collection),
    **dict.fromkeys(("user", "owner", "edited_by", "locked_by"), User),
    "school": School,
    "site": Site,
}

PLAIN: Final = frozenset(
    {
        # Keys that the view itself looks up among those of the page, or of the user, that it has asked for.
        *("revision_id", "revision_id_a", "revision_id_b", "loaded_revision_id", "overwrite_revision_id"),
        *("session_id", "uploaded_file_id"),
        # Of our own views, which ask whether she may edit a page behind it.
        *("content_id", "proposal_id"),
        # What she has typed.
        *(
            "q",
            "search",
            "term",
            "tag",
            "tags",
            "link_url",
            "link_text",
            "url",
            "title",
            "name",
            "new_title",
            "new_slug",
        ),
        *("phone_number", "email_address", "subject", "body", "alt_text", "confirm_site_name"),
        # Places in lists, sizes, switches that come as “1”, and types, which are nobody's.
        *("p", "per_page", "limit", "offset", "position", "width", "height", "closeness", "content_type", "_"),
        *("multiple", "select_format", "describe_on_delete", "search_all", "can_choose_root", "match_subclass"),
        *("allow_external_link", "allow_email_link", "allow_phone_link", "allow_anchor_link", "for_explorer"),
        *("has_children", "in_preview_panel", "_w_filter_fragment", "_w_hydrate_create_view", "is_editing"),
        *("usage_count_min", "usage_count_max", "live", "show_in_menus", "is_creating"),
    }
)
"""Names that are numbers now and then, and never the key of an object that a school owns."""

WORDS: Final = frozenset({"all", "root"})
"""What may stand in the place of a key."""

_OF_FORMS: Final = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-ORDER", "-DELETE")


def is_of_a_form(name: str) -> bool:
    """Whether Django's own counting of rows stands under this name, or a button."""
    return name.endswith(_OF_FORMS) or name.startswith("action-")


def model_named(name: str, model: type[Model] | None) -> type[Model] | None:
    """The model whose key a parameter of this name holds, in a view of `model`; None for an unknown name."""
    if name == "childOf":  # in bulk actions: pages lie under pages, files in collections
        return Page if model is not None and issubclass(model, Page) else Collection
    return model if name in OF_THE_VIEW else MODELS.get(name)


def is_key(value: str) -> bool:
    """Whether Django would take a text for a key, in any of the ways in which Python reads a number."""
    for read in (int, UUID):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False
