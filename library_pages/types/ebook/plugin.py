"""E-books: EPUB and PDF."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from library_pages.sdk.declaration import (
    Activity,
    CounterDataType,
    CoverForm,
    Detail,
    DetailKind,
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
    details=(
        Detail(
            name="pages",
            label=pgettext_lazy("of a book", "Pages"),
            values="library_pages.types.ebook.lengths.lengths",
            kind=DetailKind.NUMBER,
            brief=ngettext_lazy("%(value)s page", "%(value)s pages", "count"),
            schema_org="numberOfPages",
        ),
        Detail(
            name="chapters",
            label=pgettext_lazy("of a book", "Chapters"),
            values="library_pages.types.ebook.lengths.lengths",
            kind=DetailKind.NUMBER,
            brief=ngettext_lazy("%(value)s chapter", "%(value)s chapters", "count"),
        ),
    ),
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
