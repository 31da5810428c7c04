"""What a type's callable answers when one of its pages is opened, asked where a fault of the type is caught."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from cms.accounts.reader import ANONYMOUS, Reader
from cms.foundation.errors import Problem
from cms.plugins.contract import Launch, OpeningKind, OwnPage, Playback, Publication, ResourceType
from cms.plugins.isolation import instance_of, isolated
from library_pages.catalogue.models import ResourcePage
from library_pages.catalogue.selectors.readiness import standing_of

Opened = Publication | Playback | Launch | OwnPage

_ANSWERS: Final[Mapping[OpeningKind, type[Opened]]] = {
    OpeningKind.PUBLICATION: Publication,
    OpeningKind.PLAYBACK: Playback,
    OpeningKind.ENGINE: Launch,
    OpeningKind.PAGE: OwnPage,
}


def answer_of(
    declaration: ResourceType, page: ResourcePage, reader: Reader, place: Mapping[str, Any] | None
) -> Opened | None:
    """What opens a page whose contents are ready, of the class that its kind of opening says; None at a fault.

    Raises:
        Problem: as the type raises it.
    """
    opening = declaration.opening
    if opening is None:
        return None

    def ask(open_: Callable[[ResourcePage, Reader, Mapping[str, Any] | None], object]) -> Opened:
        answer = instance_of(_ANSWERS[opening.kind], open_(page.specific, reader, place))
        if isinstance(answer, Publication):
            _check_contents(answer.toc)
        return answer

    return isolated(declaration, "opening.open", ask, otherwise=None, passing=(Problem,))


def publication_of(page: ResourcePage) -> Publication | None:
    """What the shared reader opens, as the library asks for itself; None where it has nothing to open now."""
    answer = _as_the_library_asks(page, OpeningKind.PUBLICATION)
    return answer if isinstance(answer, Publication) else None


def package_of(page: ResourcePage) -> str:
    """Id of the package that readers of a page get; empty where they get none."""
    answer = _as_the_library_asks(page, OpeningKind.PUBLICATION, OpeningKind.ENGINE)
    return answer.package if isinstance(answer, Publication | Launch) else ""


def _as_the_library_asks(page: ResourcePage, *kinds: OpeningKind) -> Opened | None:
    declaration = page.resource_type
    if declaration is None or declaration.opening is None or declaration.opening.kind not in kinds:
        return None
    if not standing_of(page).is_ready:
        return None
    try:
        return answer_of(declaration, page, ANONYMOUS, None)
    except Problem:
        return None


def _check_contents(toc: Iterable[Mapping[str, Any]]) -> None:
    """Raise TypeError where a line of the contents has another shape than `Publication.toc` says."""
    for entry in toc:
        line = instance_of(dict, entry)
        instance_of(str, line.get("title"))
        instance_of(str, line.get("href"))
        _check_contents(line.get("children") or ())
