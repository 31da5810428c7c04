"""ResourcePage: what every resource has, in one concrete table between Page and the types."""

from typing import Any, ClassVar, Final, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.locks import BaseLock
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.foundation.ids import uuid7
from cms.foundation.text import nfc, slugify, sort_key
from cms.plugins import registry
from cms.plugins.contract import ResourceType
from cms.web.models import ReaderKind, SitePage
from cms.web.selectors import school_id_at
from library_pages.catalogue import access, changes, identifiers
from library_pages.catalogue.enums import LANGUAGES, Audience, LevelOrigin, RightsBasis
from library_pages.catalogue.locks import TypeIsGoneLock
from library_pages.catalogue.models.links import ResourceTag

GRADE_LIMITS = [MinValueValidator(1), MaxValueValidator(12)]


_DERIVED: Final = ("title_sort", "school", "type_slug", "part_of", "effective_audience")


class ResourcePageQuerySet(PageQuerySet["ResourcePage"]):
    """Reads of resources; lists stand on this table alone and never ask for `.specific()`."""

    def for_lists(self) -> "ResourcePageQuerySet":
        """With all that a list shows, in a constant number of queries whatever the number of rows."""
        return (
            self.with_parents()
            .select_related("cover", "school", "level")
            .prefetch_related("contributions__contributor", "subjects", "tagged_items__tag", "cover__renditions")
        )

    def with_parents(self) -> "ResourcePageQuerySet":
        """With the parent of a part and the parent's own: as many as there are at most (cms.plugins.checks)."""
        return self.select_related("part_of__part_of")


class ResourcePageManager(PageManager["ResourcePage"]):
    """Manager with the queryset above."""

    def get_queryset(self) -> ResourcePageQuerySet:
        """Rows in tree order, as Wagtail's own manager gives them."""
        return ResourcePageQuerySet(self.model, using=self._db).order_by("path")


class ResourcePage(SitePage, Page):
    """A resource of the library, whatever its type; the types add a table each.

    `school`, `part_of` and `effective_audience` are derived from the place in the tree, `type_slug` from the class.
    They are kept by `save()`, so that no form, copy or move can set them wrong.
    """

    view: ClassVar = "library_pages.catalogue.views.item"

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    type_slug = models.CharField(max_length=40, editable=False, db_index=True)
    school = models.ForeignKey(
        "accounts.School", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="resources"
    )
    work = models.ForeignKey(
        "catalogue.Work",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="resources",
        verbose_name=_("work"),
        help_text=_("Links the forms of one title: paper book, e-book, audiobook."),
    )
    subtitle = models.CharField(_("subtitle"), max_length=255, blank=True)
    title_sort = models.CharField(max_length=600, editable=False)
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2100)]
    )
    language = models.CharField(_("language"), max_length=3, choices=LANGUAGES, default="vi")
    isbn = models.CharField("ISBN", max_length=17, blank=True, validators=[identifiers.validate_isbn])
    issn = models.CharField("ISSN", max_length=9, blank=True, validators=[identifiers.validate_issn])
    ddc = models.CharField(_("DDC number"), max_length=30, blank=True, validators=[identifiers.validate_ddc])
    subjects = ParentalManyToManyField(
        "catalogue.Subject", blank=True, related_name="resources", verbose_name=_("subjects")
    )
    tags = ClusterTaggableManager(through=ResourceTag, blank=True, verbose_name=_("tags"))
    grade_from = models.PositiveSmallIntegerField(_("from grade"), null=True, blank=True, validators=GRADE_LIMITS)
    grade_to = models.PositiveSmallIntegerField(_("to grade"), null=True, blank=True, validators=GRADE_LIMITS)
    level = models.ForeignKey(
        "catalogue.Level", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("level")
    )
    level_origin = models.CharField(_("origin of the level"), max_length=10, blank=True, choices=LevelOrigin.choices)
    summary = models.TextField(_("summary"), blank=True, max_length=4000)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Without a picture the library draws a cover."),
    )
    rights_basis = models.CharField(_("rights"), max_length=14, blank=True, choices=RightsBasis.choices)
    rights_holder = models.CharField(_("rights holder"), max_length=255, blank=True)
    audience = models.CharField(
        _("audience"),
        max_length=6,
        choices=Audience.choices,
        default=Audience.SCHOOL,
        help_text=_("What is part of another title is never open to more readers than that one."),
    )
    effective_audience = models.CharField(max_length=6, editable=False, default=access.NO_AUDIENCE)
    part_of = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="parts"
    )

    parent_page_types: ClassVar = ["catalogue.ShelfPage"]
    exclude_fields_in_copy: ClassVar = ["uid"]
    private_page_options: ClassVar = []  # who may open it is said by `audience` alone
    is_creatable = False
    template = "catalogue/stand_in.html"

    objects: ClassVar[ResourcePageManager] = ResourcePageManager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def resource_type(self) -> ResourceType | None:
        """The declaration of this page's type; None when its plugin is not installed."""
        return registry.get(self.type_slug)

    @classmethod
    def clean_parent_page_models(cls) -> list[type[models.Model]]:
        """Where Wagtail lets pages of this type stand: below the type of which they are parts, else on a shelf."""
        declaration = registry.get(cls._meta.app_label)
        if declaration is None or declaration.part_of is None:
            return super().clean_parent_page_models()
        parent = registry.get(declaration.part_of.parent)
        return [apps.get_model(parent.page)] if parent else []

    @classmethod
    def clean_subpage_models(cls) -> list[type[models.Model]]:
        """What Wagtail lets stand below pages of this type: the types that declare to be parts of it."""
        return [apps.get_model(kind.page) for kind in registry.parts_of(cls._meta.app_label)]

    @property
    def parents(self) -> list["ResourcePage"]:
        """What this is a part of, the outermost first; no query for a row of `for_lists()`."""
        found = []
        above = self.part_of
        while above is not None:
            found.append(above)
            above = above.part_of
        return found[::-1]

    @property
    def grades(self) -> tuple[int, ...]:
        """The grades the band covers, 1 to 12; empty when no band is given."""
        first, last = self.grade_from or self.grade_to, self.grade_to or self.grade_from
        return tuple(range(first, last + 1)) if first and last else ()

    def clean(self) -> None:
        """Title in NFC; the grade band the right way round."""
        super().clean()
        self.title = nfc(self.title)
        if self.grade_from and self.grade_to and self.grade_from > self.grade_to:
            raise ValidationError({"grade_to": _("The band ends before it begins.")})

    def fill_slug(self) -> None:
        """Give a page without a slug a free one in ASCII; Wagtail's own would lose the đ."""
        if not self.slug and self.title:
            self.slug = self._get_autogenerated_slug(slugify(self.title) or "tai-lieu")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill the slug first, or Wagtail would make one of its own, without đ."""
        self.fill_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive what is derived; the change and its outbox row commit together."""
        self.derive()
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, *_DERIVED}
        with transaction.atomic():
            before = changes.shown_as_stored(ResourcePage.objects.filter(pk=self.pk))
            super().save(*args, **kwargs)
            changes.note(self)
            changes.tell_if_withdrawn(self, before)
            if before not in {None, changes.shown(self)}:
                changes.pass_down(self, ResourcePage.objects.get_queryset())

    def derive(self) -> None:
        """Set what follows from the class, the title and the place in the tree."""
        if self._state.adding and self.alias_of_id is not None:
            self.uid = uuid7()  # Wagtail copies all fields into a new alias
        if type(self) is not ResourcePage:
            self.type_slug = self._meta.app_label
        self.title_sort = sort_key(self.title)
        if self.path:
            self.school_id = school_id_at(self.path)
            self.part_of = ResourcePage.objects.filter(path=self.path[: -self.steplen]).first()
        self.effective_audience = access.effective_audience(self.audience, self.part_of)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as a revision has it; an alias, which gets the content of another page, stays itself."""
        page: Self = super().with_content_json(content)
        page.uid = self.uid
        return page

    def get_lock(self) -> BaseLock | None:
        """A page whose type is gone is read-only: saving it would lose the type's own fields."""
        if self.resource_type is None:
            return TypeIsGoneLock(self)
        return super().get_lock()

    def preview_reader(self) -> ReaderKind:
        """Those with the fewest rights who may open it."""
        if self.effective_audience == Audience.PUBLIC:
            return ReaderKind.VISITOR
        return ReaderKind.TEACHER if self.effective_audience == Audience.STAFF else ReaderKind.PUPIL

    def _as_if_published(self) -> Self:
        page = super()._as_if_published()
        page.derive()
        page.effective_audience = access.narrowest(page.audience, *(parent.audience for parent in page.parents))
        return page
