"""Types whose content workers make ready after the upload: no page goes live before its content can be opened."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Revision

from library_pages.catalogue.content import ContentKind, Words, kinds_of

_BY_THE_CLOCK: Final = "wagtail.publish.scheduled"  # how `publish_scheduled` logs what it does


class NotReadyError(ValidationError):
    """A page would go live whose content nobody could open."""


class ContentPageMixin(models.Model):
    """A resource type with content that workers make ready (ADR 0014): it stands before ResourcePage among the bases.

    A kind of content subclasses it and adds the foreign key; a type may mix in several. The rule is kept in the model,
    because forms, bulk actions, the publishing schedule and code all go through `publish()` and `save()`.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as ResourcePage does, unless that would show readers content which can't be opened.

        Raises:
            NotReadyError: the page would go live, or get other content while it is, that can't be opened.
        """
        written = kwargs.get("update_fields")
        fields = [kind.field for kind in kinds_of(type(self))]
        # A draft of a published page is saved with the fields that only the draft needs.
        shows = written is None or not {"live", *fields, *(f"{field}_id" for field in fields)}.isdisjoint(written)
        live = getattr(self, "live", False)
        if shows and live and not self.may_go_live() and not self._is_shown_already():
            raise self._refusal()
        super().save(*args, **kwargs)

    def contents(self) -> list[tuple[ContentKind[Any], Any]]:
        """What the page shows, each with its kind."""
        found = [(kind, getattr(self, kind.field)) for kind in kinds_of(type(self))]
        return [(kind, content) for kind, content in found if content is not None]

    def what_is_missing(self) -> Words | None:
        """What is missing before readers can open the page as it is now, and what to do; None when nothing is.

        A page needs one content at least, and all that it has must be ready.
        """
        return next((sentence for _field, sentence in self._missing()), None)

    def may_go_live(self) -> bool:
        """Whether readers can open the content, as it is now."""
        return self.what_is_missing() is None

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish as Wagtail does; a scheduled page that is not ready waits for the next run of the schedule.

        Raises:
            NotReadyError: the revision's content can't be opened.
        """
        if not revision.as_object().may_go_live():
            if kwargs.get("log_action") == _BY_THE_CLOCK:
                return
            raise self._refusal()
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's page, which this stands before

    def _missing(self) -> list[tuple[str, Words]]:
        contents = self.contents()
        if not contents:
            return [(kind.field, kind.words.none) for kind in kinds_of(type(self))]
        found = [(kind.field, kind.missing(content)) for kind, content in contents]
        return [(field, sentence) for field, sentence in found if sentence is not None]

    def _is_shown_already(self) -> bool:
        """Whether the live page has this content already: then it stays editable while the content is made anew."""
        pages: Any = type(self)._default_manager  # of a page, whose fields this class alone does not have
        shown = {f"{kind.field}_id": getattr(self, f"{kind.field}_id") for kind in kinds_of(type(self))}
        return bool(pages.filter(pk=self.pk, live=True, **shown).exists())

    def _refusal(self) -> NotReadyError:
        return NotReadyError(dict(self._missing()))
