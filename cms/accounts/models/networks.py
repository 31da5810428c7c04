"""Where a school's people sign in."""

from typing import ClassVar

from django.db import models

from cms.accounts.models.schools import School


class SchoolNetwork(models.Model):
    """A network from which people of a school have signed in; `people` are the keys of three of them at most.

    `network` is `cms.accounts.networks.digest`: the table tells nobody where a child lives.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="networks")
    network = models.CharField(max_length=32)
    people = models.JSONField(default=list)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "network"], name="school_network_unique"),
        ]
        indexes: ClassVar = [models.Index(fields=["network"], name="school_network_digest")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.network}"
