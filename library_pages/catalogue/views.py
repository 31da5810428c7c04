"""Pages of the site that show resources."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.reader import reader_of
from cms.foundation.events import announce
from cms.foundation.policies import Policy, surface
from cms.plugins.activities import verb
from cms.plugins.contract import Availability, AvailabilityState
from cms.web.delivery import deliver
from cms.web.previews import is_preview
from cms.web.qr import code_of
from cms.web.registry import item_sections
from cms.web.renditions import ahead
from cms.web.shapes import Action, Crumb, EmptyState, ItemContext, ListContext, Pager, Shelf, Way
from library_pages.catalogue import access, presenters
from library_pages.catalogue.events import ItemInvestigated
from library_pages.catalogue.models import ResourcePage, ShelfPage
from library_pages.catalogue.selectors.availability import availability_of
from library_pages.catalogue.selectors.opening import publication_of
from library_pages.catalogue.selectors.parts import on_shelves
from library_pages.catalogue.selectors.readiness import Standing, standings_of
from library_pages.catalogue.selectors.works import first_forms

_COVER = ahead.want("width-400|format-jpeg")
_PER_PAGE, _SIMILAR, _MOST_LINES = 24, 12, 60


def _visible_or_404(request: HttpRequest, uid: UUID) -> ResourcePage:
    page = access.visible(ResourcePage.objects.filter(uid=uid), reader_of(request)).for_lists().first()
    if page is None:
        raise Http404
    return page


@surface(Policy.CATALOGUE)
def item_by_uid(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The item's page under its lasting address."""
    return item(request, _visible_or_404(request, uid))


@surface(Policy.CATALOGUE)
def item(request: HttpRequest, page: ResourcePage) -> HttpResponse:
    """One work in all its forms that this reader may open.

    A member of the school is told that something is not meant for her; everybody else sees no page at all.
    """
    reader = reader_of(request)
    if not access.can_open(reader, page):
        if access.may_know_of(reader, page):
            raise PermissionDenied(_("This one is meant for the teachers."))
        raise Http404
    sections = [section for function in item_sections for section in function(request, page)]
    template = "web/item.html" if page.resource_type else "catalogue/stand_in.html"
    response = render(request, template, {"page": page, "context": item_context(request, page), "sections": sections})
    if not is_preview():
        announce(ItemInvestigated(reader, page))
    return response


def item_context(request: HttpRequest, page: ResourcePage) -> ItemContext:
    """The shape of an item's page."""
    reader = reader_of(request)
    forms = [page]
    if page.work_id:
        others = ResourcePage.objects.filter(work_id=page.work_id).exclude(pk=page.pk)
        forms += list(access.visible(others, reader).for_lists())
    same = ResourcePage.objects.filter(subjects__in=page.subjects.all()).exclude(pk__in=[form.pk for form in forms])
    visible = access.visible(ResourcePage.objects.filter(pk__in=same.order_by().values("pk")), reader)
    similar = first_forms(on_shelves(visible), "path").for_lists()[:_SIMILAR]
    shelf = Shelf(slug="similar", title=_("Readers of this go on with"), items=presenters.shelf_items(similar, reader))
    second = next((form for form in forms[1:]), None)
    standings = standings_of(forms)
    availability = availability_of(forms, reader, standings)
    return ItemContext(
        title=page.title,
        cover=presenters.cover(page),
        mark=presenters.mark(page),
        creator=presenters.creator(page),
        subtitle=page.subtitle,
        summary=page.summary,
        crumbs=_crumbs(page),
        second_cover=presenters.cover(second) if second else None,
        actions=tuple(action for form in forms if (action := open_action(form, standings[form.pk]))),
        ways_title=_("Ways to meet this work"),
        ways=tuple(_way(form, standings[form.pk], availability[form.pk]) for form in forms),
        contents=_contents(page),
        level=presenters.level_advice(page),
        facts=presenters.facts(page),
        qr=code_of(request, reverse("catalogue:item", args=[page.uid]), _("Code that leads to this page")),
        qr_text=_("Scan it with a phone to go on there. On the paper book, it leads from paper to here."),
        shelves=(shelf,) if shelf.items else (),
        language=page.language,
    )


def open_action(page: ResourcePage, standing: Standing) -> Action | None:
    """“Read” for what can be opened now; None for everything else."""
    declaration = page.resource_type
    if declaration is None or not standing.is_ready:
        return None
    url = reverse("reading:open", args=[page.uid])
    return Action(label=verb(declaration.activity), url=url, icon=declaration.style.icon)


def _way(page: ResourcePage, standing: Standing, availability: Availability) -> Way:
    return Way(
        mark=presenters.mark(page),
        name=presenters.mark(page).label,
        action=open_action(page, standing),
        detail=" · ".join(filter(None, [page.publisher, str(page.year or ""), presenters.fact(page)])),
        state=presenters.availability_in_words(availability, standing),
        ready=availability.state in {AvailabilityState.ONLINE, AvailabilityState.ON_SHELF},
    )


def _contents(page: ResourcePage) -> tuple[Crumb, ...]:
    """The outermost lines of the contents; `?c=` counts all lines in reading order, also those that are not shown."""
    publication = publication_of(page)
    opened, number = reverse("reading:open", args=[page.uid]), 0
    lines: list[Crumb] = []
    for entry in publication.toc if publication else ():
        if len(lines) < _MOST_LINES:
            lines.append(Crumb(entry["title"], f"{opened}?c={number}"))
        number += _lines_of(entry)
    return tuple(lines)


def _lines_of(entry: Mapping[str, Any]) -> int:
    return 1 + sum(_lines_of(child) for child in entry.get("children") or ())


def _crumbs(page: ResourcePage) -> tuple[Crumb, ...]:
    parents = page.parents
    outermost = parents[0] if parents else page
    shelf = ShelfPage.objects.live().filter(path=outermost.path[: -page.steplen]).first()
    subject = page.subjects.first()
    steps = [Crumb(shelf.title, shelf.url or "")] if shelf else []
    steps += [Crumb(parent.title, reverse("catalogue:item", args=[parent.uid])) for parent in parents]
    if subject:
        steps.append(Crumb(subject.name, f"{reverse('search:results')}?subject={subject.uid}"))
    return tuple(steps)


@surface(Policy.CATALOGUE)
def shelf(request: HttpRequest, page: ShelfPage) -> HttpResponse:
    """A school's bookshelf: works of which this reader may open a form here, by title in the Vietnamese order."""
    reader = reader_of(request)
    rows = first_forms(access.visible(ResourcePage.objects.child_of(page), reader), "title_sort").for_lists()
    paginator = Paginator(rows, _PER_PAGE)
    here = paginator.get_page(request.GET.get("page"))
    context = ListContext(
        title=page.title,
        items=presenters.shelf_items(here, reader),
        pager=Pager(
            page=here.number,
            pages=paginator.num_pages,
            previous_url=f"?page={here.previous_page_number()}" if here.has_previous() else "",
            next_url=f"?page={here.next_page_number()}" if here.has_next() else "",
        )
        if paginator.num_pages > 1
        else None,
        empty=None
        if paginator.count
        else EmptyState(
            title=_("The shelf is still empty."),
            text=_("Sign in to see what your school keeps here, or come back soon."),
            action=Action(label=_("Sign in"), url=reverse("web:sign_in")) if not reader.is_authenticated else None,
        ),
    )
    return render(request, "web/list.html", {"page": page, "context": context})


@surface(Policy.CATALOGUE)
def cover(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The cover picture of a resource that this reader may open; 404 where there is none."""
    page = _visible_or_404(request, uid)
    if page.cover is None:
        raise Http404
    try:
        rendition = page.cover.get_rendition(_COVER)
    except OSError as error:  # the source is gone or broken
        raise Http404 from error
    return deliver(
        request,
        rendition.file.storage.open(rendition.file.name),
        size=rendition.file.size,
        etag=f"{rendition.pk}-{page.cover.file_hash or page.cover.pk}",
        content_type="image/jpeg",
    )
