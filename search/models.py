"""Tables of the database engine: resources and passages as an index holds them.

Their words lie in `search_unit`, a full-text table that each database has in its own way; the migration makes it and
`search.engines.database.dialect` knows it.
"""

from typing import ClassVar

from django.db import models


class IndexState(models.Model):
    """Which generation of resources answers, and which one a rebuild is filling; one row."""

    schema = models.CharField(max_length=40)
    current = models.PositiveIntegerField(null=True)
    building = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"generation {self.current}"


class IndexedResource(models.Model):
    """A resource of one generation; without tokens it is the tombstone of a deletion, which keeps the version."""

    generation = models.PositiveIntegerField()
    uid = models.CharField(max_length=64)
    version = models.BigIntegerField()
    deleted = models.BooleanField(default=False)
    work = models.CharField(max_length=64, default="")  # equal for all forms of one
    precedence = models.PositiveSmallIntegerField(default=0)
    facets = models.TextField(default="{}")  # values by facet, JSON as text: jsonb refuses NUL
    added = models.BigIntegerField(default=0)
    popularity = models.FloatField(default=0)
    isbn = models.CharField(max_length=20)
    sort_key = models.CharField(max_length=300)
    title_line = models.CharField(max_length=300)  # folded
    payload = models.TextField()  # the card, JSON as text: jsonb refuses NUL

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["generation", "uid"], name="indexed_resource_uid")]
        indexes: ClassVar = [
            models.Index(fields=["generation", "title_line"], name="indexed_resource_title"),
            models.Index(fields=["isbn"], condition=~models.Q(isbn=""), name="indexed_resource_isbn"),
        ]

    def __str__(self) -> str:
        return f"{self.uid} ({self.version})"


class IndexedToken(models.Model):
    """An access token that opens a resource."""

    resource = models.ForeignKey(IndexedResource, models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["resource", "token"], name="indexed_token_once")]

    def __str__(self) -> str:
        return self.token


class IndexedPassage(models.Model):
    """A passage; its id is that of its row in `search_unit`."""

    id = models.BigIntegerField(primary_key=True)
    payload = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)
