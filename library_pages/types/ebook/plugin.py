"""E-books: EPUB and PDF."""

from django.utils.translation import gettext_lazy as _

from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    FileRule,
    Opening,
    OpeningKind,
    ResourceType,
    Standards,
    TypeStyle,
)

RESOURCE_TYPE = ResourceType(
    slug="ebook",
    label=_("E-book"),
    label_plural=_("E-books"),
    page="ebook.EbookPage",
    activity=Activity.READ,
    accepts=FileRule(kinds=("epub", "pdf")),
    opening=Opening(OpeningKind.PUBLICATION, "library_pages.sdk.text.open_file"),
    facts="library_pages.types.ebook.facts.lengths",
    counts_as=CounterDataType.BOOK,
    standards=Standards(schema_org="Book", readium="https://readium.org/webpub-manifest/profiles/epub"),
    style=TypeStyle(
        icon="book-open-text",
        fill="#2B59BE",
        on="#FFFFFF",
        deep="#234A9F",
        tint="#DDE6F8",
        mate="#82C1E8",
        form=CoverForm.TABLET,
        shelf_height=226,
    ),
)
