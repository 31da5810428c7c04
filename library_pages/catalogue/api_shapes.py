"""Resources as the API shows them: allow-lists, so a new field of the model stays inside until it is named here."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from cms.accounts.reader import reader_of
from cms.api.addresses import address
from cms.api.schemas import Label, TocEntry
from cms.plugins.activities import verb
from cms.plugins.contract import Activity, Availability, AvailabilityState, DetailKind, OpeningKind
from library_pages.catalogue import presenters
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.details import ShownDetail, details_of
from library_pages.catalogue.selectors.items import forms_of
from library_pages.catalogue.selectors.opening import publication_of
from library_pages.catalogue.selectors.parts import parts_of
from library_pages.catalogue.selectors.readiness import Standing, standings_of


class SubjectOut(Schema):
    """A subject heading; `uid` is the value of the filter."""

    uid: UUID
    name: str


class ContributorOut(Schema):
    """Somebody who had a part in it; `role` is a MARC relator code."""

    name: str
    role: str
    role_label: str


class GradeBand(Schema):
    """For which grades, 1 to 12. Advice, never a lock."""

    first: int
    last: int


class CoverOut(Schema):
    """Where the picture is: a JPEG when the librarian chose one, else a drawing (SVG) of this size."""

    url: str
    drawn: bool
    width: int
    height: int


class DetailValue(Schema):
    """A value of a detail; `text` is how it reads in the language of the answer."""

    text: str
    value: Annotated[
        str | int | float,
        Field(description="A day as `2026-11-22`, a length of time as `P0DT00H22M05S`, of a link its address."),
    ]


class DetailOut(Schema):
    """Something that the type of a resource says of it; `name` is lasting, and which there are depends on the type."""

    name: str
    label: str
    kind: DetailKind
    schema_org: Annotated[str, Field(description="Property of schema.org that it is; may be empty.")]
    values: list[DetailValue]


class ParentOut(Schema):
    """What a resource is a part of: an issue of a periodical."""

    uid: UUID
    type: Label
    title: str
    url: Annotated[str, Field(description="The operation that tells more.")]


class PartsOut(Schema):
    """How many parts the reader may see, and the list of them."""

    count: int
    url: Annotated[str, Field(description="The operation that lists them, in the order of the editors.")]


class ItemSummary(Schema):
    """A resource in a list; `details` are those that lists say, and all of them in `getItem`."""

    uid: UUID
    type: Label
    title: str
    subtitle: str
    creator: str
    contributors: list[ContributorOut]
    language: str
    year: int | None
    grades: GradeBand | None
    subjects: list[SubjectOut]
    audience: Annotated[str, Field(description="Of a part: never wider than that of its parent.")]
    parent: Annotated[ParentOut | None, Field(description="Null for what is no part.")]
    cover: CoverOut
    details: list[DetailOut]
    url: Annotated[str, Field(description="The operation that tells more.")]
    web_url: Annotated[str, Field(description="The item's page on the site.")]
    updated_at: datetime | None


class Opening(Schema):
    """How it opens. Its addresses answer 409 until it is ready, and each kind has those that it needs.

    `activity` is what one does with it, `verb` the same in the language of the answer.
    """

    kind: Annotated[
        OpeningKind,
        Field(
            description="`publication`: `publication_url` gives what a reader shows. `playback`: `playback_url` gives "
            "what a player plays. `engine`, `page`: a web view opens `web_url`."
        ),
    ]
    readiness: Annotated[
        Readiness, Field(description="`ready`, `being-prepared`, or `not-readable` until it is mended.")
    ]
    note: Annotated[str, Field(description="Why it can't be opened, and what to do; empty when it is ready.")]
    activity: Activity
    verb: str
    web_url: Annotated[str, Field(description="The page on the site where it is open.")]
    publication_url: str | None
    playback_url: str | None
    media_type: str | None


class AvailabilityOut(Schema):
    """How this reader can have it now; `text` says all of it in the language of the answer."""

    state: AvailabilityState
    text: str
    free: Annotated[int | None, Field(description="Copies that can be had; null where they are not counted.")]
    total: int | None
    place: Annotated[str, Field(description="Where it stands; may be empty.")]
    until: Annotated[date | None, Field(description="When the first copy that is out is due back.")]


class FormSummary(Schema):
    """One form of a work."""

    uid: UUID
    type: Label
    title: str
    url: Annotated[str, Field(description="The operation that tells more.")]
    web_url: Annotated[str, Field(description="The item's page on the site.")]


class Form(FormSummary):
    """One form of the work; `opening` is null where there is nothing to open."""

    fact: Annotated[str, Field(description="Its length in words: “120 pages”.")]
    opening: Opening | None
    availability: AvailabilityOut


class LevelOut(Schema):
    """A step of a scale that the school names itself, and who judged."""

    scale: str
    label: str
    advice: str
    origin: str


class RightsOut(Schema):
    """On what ground the library offers it."""

    basis: str
    basis_label: str
    holder: str


class Item(ItemSummary):
    """A resource with all that its page shows; `forms` are the forms of the work, this one first."""

    publisher: str
    isbn: str
    issn: str
    ddc: str
    summary: str
    tags: list[str]
    level: LevelOut | None
    rights: RightsOut | None
    forms: list[Form]
    parts: Annotated[PartsOut | None, Field(description="Null where there are none for this reader.")]
    contents: list[TocEntry]
    pages: Annotated[int, Field(description="Pages or chapters; 0 when unknown.")]


def summaries(request: HttpRequest, pages: Iterable[ResourcePage]) -> list[ItemSummary]:
    """Rows of `for_lists()` as a list shows them, in their order; what their types ask, whatever their number."""
    pages = list(pages)
    details = details_of(pages, brief=True)
    return [_summary(request, page, details.get(page.pk, ())) for page in pages]


def _summary(request: HttpRequest, page: ResourcePage, details: Iterable[ShownDetail]) -> ItemSummary:
    grades = page.grades
    mark = presenters.mark(page)
    cover = presenters.cover(page)
    return ItemSummary(
        uid=page.uid,
        type=Label(code=mark.slug, label=mark.label),
        title=page.title,
        subtitle=page.subtitle,
        creator=presenters.creator(page),
        contributors=[
            ContributorOut(name=part.contributor.name, role=part.role, role_label=part.get_role_display())
            for part in page.contributions.all()
        ],
        language=page.language,
        year=page.year,
        grades=GradeBand(first=grades[0], last=grades[-1]) if grades else None,
        subjects=[SubjectOut(uid=subject.uid, name=subject.name) for subject in page.subjects.all()],
        audience=page.effective_audience,
        parent=_parent(request, page.part_of) if page.part_of else None,
        cover=CoverOut(
            url=address(reader_of(request), "get-cover", uid=page.uid),
            drawn=not cover.src,
            width=cover.width,
            height=cover.height,
        ),
        details=[_detail(each) for each in details],
        url=address(reader_of(request), "get-item", uid=page.uid),
        web_url=reverse("catalogue:item", args=[page.uid]),
        updated_at=page.last_published_at,
    )


def detail(request: HttpRequest, page: ResourcePage) -> Item:
    """One resource with its forms, ways and contents."""
    publication = publication_of(page)
    forms = forms_of(page, reader_of(request))
    standings = standings_of(forms)
    availability = availability_of(forms, reader_of(request), standings)
    return Item(
        **dict(_summary(request, page, details_of([page]).get(page.pk, ()))),
        publisher=page.publisher,
        isbn=page.isbn,
        issn=page.issn,
        ddc=page.ddc,
        summary=page.summary,
        tags=[tag.tag.name for tag in page.tagged_items.all()],
        level=LevelOut(
            scale=page.level.scale.name,
            label=page.level.label,
            advice=page.level.advice,
            origin=page.get_level_origin_display(),
        )
        if page.level
        else None,
        rights=RightsOut(
            basis=page.rights_basis, basis_label=page.get_rights_basis_display(), holder=page.rights_holder
        )
        if page.rights_basis
        else None,
        forms=[_form(request, form, standings[form.pk], availability[form.pk]) for form in forms],
        parts=_parts(request, page),
        contents=[TocEntry.model_validate(entry) for entry in publication.toc] if publication else [],
        pages=publication.pages if publication else 0,
    )


def _parent(request: HttpRequest, page: ResourcePage) -> ParentOut:
    mark = presenters.mark(page)
    return ParentOut(
        uid=page.uid,
        type=Label(code=mark.slug, label=mark.label),
        title=page.title,
        url=address(reader_of(request), "get-item", uid=page.uid),
    )


def _parts(request: HttpRequest, page: ResourcePage) -> PartsOut | None:
    count = parts_of(page, reader_of(request)).count()
    if not count:
        return None
    operation = address(reader_of(request), "list-items")
    return PartsOut(count=count, url=f"{operation}?parent={page.uid}&sort=order")


def _detail(shown: ShownDetail) -> DetailOut:
    declared = shown.declared
    return DetailOut(
        name=declared.name,
        label=str(declared.label),
        kind=declared.kind,
        schema_org=declared.schema_org,
        values=[DetailValue(text=value.text, value=value.data) for value in shown.values],
    )


def form_summary(request: HttpRequest, page: ResourcePage) -> FormSummary:
    """A form in a list; no query."""
    mark = presenters.mark(page)
    return FormSummary(
        uid=page.uid,
        type=Label(code=mark.slug, label=mark.label),
        title=page.title,
        url=address(reader_of(request), "get-item", uid=page.uid),
        web_url=reverse("catalogue:item", args=[page.uid]),
    )


def _form(request: HttpRequest, page: ResourcePage, standing: Standing, availability: Availability) -> Form:
    return Form(
        **dict(form_summary(request, page)),
        fact=presenters.fact(page),
        opening=_opening(request, page, standing),
        availability=AvailabilityOut(
            state=availability.state,
            text=presenters.availability_in_words(availability, standing),
            free=availability.free,
            total=availability.total,
            place=availability.place,
            until=availability.until,
        ),
    )


def _opening(request: HttpRequest, page: ResourcePage, standing: Standing) -> Opening | None:
    declaration = page.resource_type
    if declaration is None or declaration.opening is None or standing.readiness == Readiness.NOTHING:
        return None
    reader, kind = reader_of(request), declaration.opening.kind
    is_publication, is_playback = kind == OpeningKind.PUBLICATION, kind == OpeningKind.PLAYBACK
    return Opening(
        kind=kind,
        readiness=standing.readiness,
        note=standing.note,
        activity=declaration.activity,
        verb=verb(declaration.activity),
        web_url=reverse("reading:open", args=[page.uid]),
        publication_url=address(reader, "get-publication", uid=page.uid) if is_publication else None,
        playback_url=address(reader, "get-playback", uid=page.uid) if is_playback else None,
        media_type=standing.media_type or None,
    )
