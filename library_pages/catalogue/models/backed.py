"""Types whose content workers make ready after the upload: no page goes live before its content can be opened."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from wagtail.models import Revision

_BY_THE_CLOCK: Final = "wagtail.publish.scheduled"  # how `publish_scheduled` logs what it does


class NotReadyError(ValidationError):
    """A page would go live whose content nobody could open."""


class ContentBacked(models.Model):
    """A resource type with content that workers make ready (ADR 0014): it stands before ResourcePage among the bases.

    A kind of content subclasses it, adds the foreign key and says what is still missing. The rule is kept in the model,
    because forms, bulk actions, the publishing schedule and code all go through `publish()` and `save()`.

    Attributes:
        CONTENT: name of the foreign key to the content.
    """

    CONTENT: ClassVar[str]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as ResourcePage does, unless that would show readers content which can't be opened.

        Raises:
            NotReadyError: the page would go live, or get other content while it is, that can't be opened.
        """
        written = kwargs.get("update_fields")
        # A draft of a published page is saved with the fields that only the draft needs.
        shows = written is None or not {"live", self.CONTENT, f"{self.CONTENT}_id"}.isdisjoint(written)
        live = getattr(self, "live", False)
        if shows and live and not self.may_go_live() and not self._is_shown_already():
            raise self._refusal()
        super().save(*args, **kwargs)

    def what_is_missing(self) -> Promise | None:
        """What is missing before readers can open the content as it is now, and what to do; None when nothing is."""
        raise NotImplementedError

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

    def _is_shown_already(self) -> bool:
        """Whether the live page has this content already: then it stays editable while the content is made anew."""
        pages: Any = type(self)._default_manager  # of a page, whose fields this class alone does not have
        content = getattr(self, f"{self.CONTENT}_id")
        return bool(pages.filter(pk=self.pk, live=True, **{self.CONTENT: content}).exists())

    def _refusal(self) -> NotReadyError:
        return NotReadyError({self.CONTENT: self.what_is_missing()})
