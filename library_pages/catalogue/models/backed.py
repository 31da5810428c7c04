"""What types share whose content is made ready in the background."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from wagtail.models import Revision

_BY_THE_CLOCK: Final = "wagtail.publish.scheduled"  # how `publish_scheduled` logs what it does


class NotReadyError(ValidationError):
    """A page would go live whose content nobody could open."""


class ContentBacked(models.Model):
    """Mixed into a resource type whose content readers can open only when workers have made it ready (ADR 0014).

    Stands before ResourcePage among the bases. A kind of content subclasses it, has the foreign key and says what is
    still missing. The rule is kept here, below every door: `publish()` is what forms, bulk actions, the clock and code
    call, and `save()` what they end in.

    Attributes:
        CONTENT: name of the foreign key to the content.
    """

    CONTENT: ClassVar[str]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ResourcePage's.

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
        """As Wagtail's. By the clock it waits: the page goes live at the first look after its content is ready.

        Raises:
            NotReadyError: the revision's content can't be opened.
        """
        if not revision.as_object().may_go_live():
            if kwargs.get("log_action") == _BY_THE_CLOCK:
                return
            raise self._refusal()
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's page, which this stands before

    def _is_shown_already(self) -> bool:
        """Readers have this very content: it is made anew or has failed since, and the page must stay editable."""
        pages: Any = type(self)._default_manager  # of a page, whose fields this class alone does not have
        content = getattr(self, f"{self.CONTENT}_id")
        return bool(pages.filter(pk=self.pk, live=True, **{self.CONTENT: content}).exists())

    def _refusal(self) -> NotReadyError:
        return NotReadyError({self.CONTENT: self.what_is_missing()})
