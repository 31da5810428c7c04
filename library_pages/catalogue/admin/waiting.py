"""Hooks of the admin for pages whose content workers make ready: they lead to the upload, and say what is missing.

The rule itself is the model's (`models.backed`); the hooks explain it before somebody runs into it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.plugins import registry
from library_pages.catalogue.models import ContentBacked


@dataclass(frozen=True, slots=True)
class Waiting:
    """The hooks of one kind of content.

    Attributes:
        kind: the class that its types mix in.
        route: of the upload, by the type's slug and the shelf's id.
        state_field: what the form posts: the state of the content when it was opened.
        unknown_states: those in which nothing has been taken over from the content yet.
        describe: takes that over into the newest draft: page, content, user.
        filled_meanwhile: said when that was done behind a form that was open.
        not_in_bulk: said when nothing was published, with the titles that wait as `%(titles)s`.
    """

    kind: type[ContentBacked]
    route: str
    state_field: str
    unknown_states: frozenset[str]
    describe: Callable[[Any, Any, Any], None]
    filled_meanwhile: str | Promise
    not_in_bulk: str | Promise

    def register(self) -> None:
        """Register the hooks with Wagtail's admin."""
        hooks.register("before_create_page", self.begin_with_the_upload)
        hooks.register("before_publish_page", self.wait)
        hooks.register("after_edit_page", self.fill_what_was_empty)
        hooks.register("before_bulk_action", self.wait_in_bulk)

    def begin_with_the_upload(self, request: HttpRequest, parent: Page, model: type[Page]) -> HttpResponse | None:
        """Redirect a new page to its upload: an empty form would ask for what the file says of itself."""
        declaration = registry.get(model._meta.app_label)
        if declaration is None or not issubclass(model, self.kind):
            return None
        return redirect(self.route, declaration.slug, parent.pk)

    def wait(self, request: HttpRequest, page: Page) -> HttpResponse | None:
        """Lead back to the form while something is missing; the draft has been saved before this runs."""
        if not isinstance(page, self.kind):
            return None
        missing = page.what_is_missing()
        if missing:
            messages.error(request, missing)
        elif self._was_open_too_early(request):
            self._describe(request, page)
        else:
            return None
        return redirect("wagtailadmin_pages:edit", page.pk)

    def fill_what_was_empty(self, request: HttpRequest, page: Page) -> HttpResponse | None:
        """A form that was opened before the file was read knows nothing of it: saved, it empties what was filled in."""
        if isinstance(page, self.kind) and self._was_open_too_early(request) and page.may_go_live():
            self._describe(request, page)
        return None

    def wait_in_bulk(
        self, request: HttpRequest, action: str, objects: list[Any], _instance: Any
    ) -> HttpResponse | None:
        """The same for pages that are published in bulk, which asks no other hook."""
        if action != "publish":
            return None
        pages = [item.get_latest_revision_as_object() for item in objects if isinstance(item, Page)]
        waiting = [page for page in pages if isinstance(page, self.kind) and not page.may_go_live()]
        if not waiting:
            return None
        titles = ", ".join(page.get_admin_display_title() for page in waiting[:3])
        messages.error(request, str(self.not_in_bulk) % {"titles": titles})
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)

    def _was_open_too_early(self, request: HttpRequest) -> bool:
        # Autosave sends JSON and refuses by itself to write over a newer draft.
        early = request.POST.get(self.state_field) in self.unknown_states
        return early and "json" not in request.headers.get("Accept", "")

    def _describe(self, request: HttpRequest, page: ContentBacked) -> None:
        self.describe(page, getattr(page, page.CONTENT), request.user)
        messages.warning(request, self.filled_meanwhile)
