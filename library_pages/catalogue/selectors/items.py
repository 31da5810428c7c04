"""Resources as one reader may see them: lists, one of them, the forms of a work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Value
from django.db.models.functions import Coalesce

from cms.accounts.reader import Reader
from library_pages.catalogue import access
from library_pages.catalogue.enums import Audience
from library_pages.catalogue.models import Contribution, ResourcePage, ResourcePageQuerySet, Subject

# Stands for the day of publication of a row that has none, so that such rows are in a list at all.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What a row shows in a list of the API: two queries whatever their number, one more where there are pictures.
_SUMMARY: Final = (
    Prefetch("contributions", Contribution.objects.select_related("contributor")),
    "subjects",
    "cover__renditions",
)


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which resources a list is of; an empty field narrows nothing, several values of one field are alternatives."""

    types: Sequence[str] = ()
    subjects: Sequence[UUID] = ()
    languages: Sequence[str] = ()
    grade: int | None = None
    audience: Audience | None = None
    parent: UUID | None = None


def listed(reader: Reader, filters: ListFilter) -> ResourcePageQuerySet:
    """The rows of a list for this reader, ready to be shown, in no order; `published_at` is the day of publication."""
    rows = access.visible(ResourcePage.objects.all(), reader)
    if filters.types:
        rows = rows.filter(type_slug__in=filters.types)
    if filters.languages:
        rows = rows.filter(language__in=filters.languages)
    if filters.subjects:
        rows = rows.filter(pk__in=ResourcePage.objects.filter(subjects__uid__in=filters.subjects).values("pk"))
    if filters.grade is not None:
        # A band that is open on one side is the grade that it names, as in ResourcePage.grades.
        rows = rows.annotate(
            first_grade=Coalesce("grade_from", "grade_to"), last_grade=Coalesce("grade_to", "grade_from")
        ).filter(first_grade__lte=filters.grade, last_grade__gte=filters.grade)
    if filters.audience is not None:
        rows = rows.filter(effective_audience=filters.audience)
    if filters.parent is not None:
        rows = rows.filter(part_of__uid=filters.parent)
    rows = rows.annotate(published_at=Coalesce("first_published_at", Value(_NEVER)))
    return rows.with_parents().select_related("cover").prefetch_related(*_SUMMARY)


def item(reader: Reader, uid: UUID | str) -> ResourcePage | None:
    """The resource of this id, with what its page shows; None when this reader may not see it, or nobody could."""
    return (
        access.visible(ResourcePage.objects.filter(uid=uid), reader).for_lists().select_related("level__scale").first()
    )


def items(reader: Reader, uids: Sequence[UUID | str]) -> dict[str, ResourcePage]:
    """The resources of these ids that this reader may see, by id, ready for a list."""
    rows = access.visible(ResourcePage.objects.filter(uid__in=uids), reader)
    rows = rows.with_parents().select_related("cover").prefetch_related(*_SUMMARY)
    return {str(page.uid): page for page in rows}


def forms_of(page: ResourcePage, reader: Reader) -> list[ResourcePage]:
    """All forms of the page's work that this reader may see (e-book, audiobook), the page itself first."""
    if page.work_id is None:
        return [page]
    others = ResourcePage.objects.filter(work_id=page.work_id).exclude(pk=page.pk)
    return [page, *access.visible(others, reader).for_lists().order_by("title_sort", "pk")]


def subject_names(uids: Sequence[str]) -> dict[str, str]:
    """Names of subjects by uid; one that is gone is left out. One query."""
    found = Subject.objects.filter(uid__in=uids).values_list("uid", "name")
    return {str(uid): name for uid, name in found}
