"""What schools propose to change in the lists of authorities that all of them share."""

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation import clock
from library_pages.catalogue.enums import ProposalState


class AuthorityProposal(models.Model):
    """One change that a school would like; the province takes or declines it.

    Attributes:
        before: the fields as they were, by name; what is decided on can't change behind the back of who decides.
        after: the fields as they should be; empty when the authority should go.
    """

    content_type = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    authority = GenericForeignKey()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    school = models.ForeignKey("accounts.School", null=True, on_delete=models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        indexes: ClassVar = [models.Index(fields=["state", "-proposed_at"], name="proposal_state")]

    def __str__(self) -> str:
        return f"{self.words_before} → {self.words_after}"

    @property
    def words_before(self) -> str:
        """What stood there, for a list."""
        return " · ".join(filter(None, map(str, self.before.values())))

    @property
    def words_after(self) -> str:
        """What should stand there; a dash for what should go."""
        return " · ".join(filter(None, map(str, self.after.values()))) or "–"
