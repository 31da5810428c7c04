"""Resources as the shapes that templates want (cms.web.shapes)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.reader import Reader
from cms.plugins import registry
from cms.plugins.contract import Availability, AvailabilityState, TypeStyle
from cms.web import pictures
from cms.web.covers.drawing import cover_for
from cms.web.previews import is_preview
from cms.web.shapes import Cover, Fact, LevelAdvice, ShelfItem, TypeMark
from library_pages.catalogue.content import Readiness
from library_pages.catalogue.enums import ContributorRole
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.details import details_of
from library_pages.catalogue.selectors.readiness import Standing
from library_pages.catalogue.selectors.works import forms_by_page

_CREATORS = (ContributorRole.AUTHOR, ContributorRole.NARRATOR, ContributorRole.EDITOR, ContributorRole.COMPILER)
_LOWEST, _HIGHEST = 1, 12


def style_of(page: ResourcePage) -> TypeStyle:
    """The look of a page's type; of the plain document where the type is not installed."""
    declaration = page.resource_type
    return declaration.style if declaration else TypeStyle()


def mark(page: ResourcePage) -> TypeMark:
    """The type as its mark."""
    declaration = page.resource_type
    label = str(declaration.label) if declaration else _("Resource")
    return TypeMark(slug=page.type_slug, label=label, icon=style_of(page).icon)


def creator(page: ResourcePage) -> str:
    """Who made it, for a line under the title: the first people of the first role that there is."""
    people = list(page.contributions.all())
    for role in _CREATORS:
        names = [person.contributor.name for person in people if person.role == role]
        if names:
            return ", ".join(names[:2])
    return people[0].contributor.name if people else ""


def cover(page: ResourcePage) -> Cover:
    """The picture that the librarian chose, through the view that asks the access rule, or a drawn one."""
    if page.cover is not None:
        width = 400
        # The view asks who looks, and shows the picture of what is published.
        own = pictures.address(page.cover, width) if is_preview() else reverse("catalogue:cover", args=[page.uid])
        return Cover(
            src=own,
            width=width,
            height=round(width * page.cover.height / max(page.cover.width, 1)),
        )
    return cover_for(style_of(page), page.type_slug, page.title, creator(page))


def short_facts(pages: Iterable[ResourcePage]) -> dict[int, str]:
    """What lists say of pages (“120 pages”) by primary key; what a type costs, whatever the number of pages."""
    said = details_of(pages, brief=True)
    return {pk: " · ".join(detail.brief for detail in details) for pk, details in said.items()}


def fact(page: ResourcePage) -> str:
    """The short fact of one page; lists ask for all of theirs at once."""
    return short_facts([page]).get(page.pk, "")


def shelf_items(
    pages: Iterable[ResourcePage], reader: Reader, notes: Mapping[int, str] = MappingProxyType({})
) -> tuple[ShelfItem, ...]:
    """Works on a shelf, each as the page that stands for it, with the note of its primary key.

    It names the other types in which this reader may have the work.
    """
    pages = list(pages)
    known, forms = short_facts(pages), forms_by_page(pages, reader)
    return tuple(
        shelf_item(
            page,
            note=notes.get(page.pk, ""),
            fact=known.get(page.pk, ""),
            forms=tuple(
                {form.type_slug: mark(form) for form in forms[page.pk] if form.type_slug != page.type_slug}.values()
            ),
        )
        for page in pages
    )


def shelf_item(page: ResourcePage, *, note: str = "", fact: str = "", forms: tuple[TypeMark, ...] = ()) -> ShelfItem:
    """An object on a shelf; `forms` are the marks of the other types of its work."""
    return ShelfItem(
        uid=str(page.uid),
        title=page.title,
        url=reverse("catalogue:item", args=[page.uid]),
        cover=cover(page),
        mark=mark(page),
        creator=_line(creator(page), parents(page)),
        fact=fact,
        note=note,
        forms=forms,
    )


def availability_in_words(availability: Availability, standing: Standing) -> str:
    """“On the shelf: 2 of 3 · Reading room”; of what waits for its content, what readers are told of that."""
    state = availability.state
    if state == AvailabilityState.ONLINE:
        return _("Ready to open here")
    if state in {AvailabilityState.PREPARING, AvailabilityState.ASK}:
        return _waiting_in_words(state, standing)
    words = _("On the shelf") if state == AvailabilityState.ON_SHELF else _("Every copy is lent")
    if state == AvailabilityState.ON_SHELF and availability.free is not None and availability.total is not None:
        words = _("On the shelf: %(free)s of %(total)s") % {"free": availability.free, "total": availability.total}
    until = availability.until
    due = _("back on %(day)s") % {"day": date_format(until, "SHORT_DATE_FORMAT")} if until else ""
    return " · ".join(filter(None, [words, availability.place, due]))


def _waiting_in_words(state: AvailabilityState, standing: Standing) -> str:
    if standing.readiness in {Readiness.BEING_PREPARED, Readiness.NOT_READABLE}:
        return standing.note
    return _("Still being prepared") if state == AvailabilityState.PREPARING else _("Ask the librarian")


def titles_in_words(titles: Mapping[str, int]) -> str:
    """“E-books: 3 · Audiobooks: 1” from numbers by slug, in the order of the types; those not installed come last."""
    installed = {kind.slug: str(kind.label_plural) for kind in registry.all_types()}
    lines = [(label, titles.get(slug, 0)) for slug, label in installed.items()]
    lines.append((_("Other resources"), sum(count for slug, count in titles.items() if slug not in installed)))
    return " · ".join(f"{label}: {count}" for label, count in lines if count)


def grades_in_words(page: ResourcePage) -> str:
    """“grade 3 to grade 5”, or nothing."""
    grades = page.grades
    if not grades:
        return ""
    if len(grades) == 1:
        return _("grade %(grade)s") % {"grade": grades[0]}
    return _("grade %(first)s to grade %(last)s") % {"first": grades[0], "last": grades[-1]}


def about(page: ResourcePage, fact: str) -> str:
    """Who, in what, for which grade and how long, for a result's second line."""
    return _line(creator(page), parents(page), grades_in_words(page), fact)


def parents(page: ResourcePage) -> str:
    """What it is part of, the outermost first: “Tuổi trẻ, Số 5”; empty for no part."""
    return ", ".join(parent.title for parent in page.parents)


def _line(*pieces: str) -> str:
    return " · ".join(filter(None, pieces))


def level_advice(page: ResourcePage) -> LevelAdvice | None:
    """Advice on whom it suits; never a lock."""
    grades = page.grades
    if not grades:
        return None
    around = range(max(_LOWEST, grades[0] - 1), min(_HIGHEST, grades[-1] + 1) + 1)
    words = _("Usually read in %(grades)s.") % {"grades": grades_in_words(page)}
    advice = page.level.advice if page.level else ""
    return LevelAdvice(
        title=_("Does it suit you?"),
        grades=tuple((grade, grade in grades) for grade in around),
        text=" ".join(filter(None, [words, advice, _("Any grade may open it.")])),
    )


def facts(page: ResourcePage) -> tuple[Fact, ...]:
    """The column of facts, with the details that its type declares; a fact that is not known is left out."""
    search = reverse("search:results")
    declared = details_of([page]).get(page.pk, ())
    rows = [
        (_("Publisher"), [(page.publisher, "")]),
        (_("Year"), [(str(page.year or ""), "")]),
        (_("Language"), [(page.get_language_display(), "")]),
        *((str(each.declared.label), [(value.text, value.url) for value in each.values]) for each in declared),
        (_("Subject"), [(subject.name, f"{search}?subject={subject.uid}") for subject in page.subjects.all()]),
        (_("Keywords"), [(tag.name, f"{search}?q={tag.name}") for tag in page.tags.all()]),
        ("ISBN", [(page.isbn, "")]),
        (_("Class mark"), [(page.ddc, "")]),
        (_("Rights"), [(" · ".join(filter(None, [page.get_rights_basis_display(), page.rights_holder])), "")]),
    ]
    kept = ((label, tuple(value for value in values if value[0])) for label, values in rows)
    return tuple(Fact(str(label), values) for label, values in kept if values)
