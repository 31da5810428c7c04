"""Tables of the database adapter: documents with their terms, and which reader tokens they carry."""

from typing import ClassVar

from django.db import models


class SearchDocument(models.Model):
    """A work (`order` null) or a passage. The full-text index over `title` … `exact` is made by a migration."""

    work = models.CharField(max_length=64)
    order = models.PositiveIntegerField(null=True)
    version = models.BigIntegerField()
    is_gone = models.BooleanField(default=False)
    payload = models.TextField()
    isbn = models.CharField(max_length=17, blank=True)
    title = models.TextField(blank=True)
    people = models.TextField(blank=True)
    about = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    bigrams = models.TextField(blank=True)
    exact = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "order"], name="search_document_unique"),
            models.UniqueConstraint(
                fields=["work"], condition=models.Q(order=None), name="search_document_one_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work}:{self.order}"


class SearchToken(models.Model):
    """One token of the access rule on one work."""

    work = models.CharField(max_length=64)
    token = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token", "work"], name="search_token_unique")]
        indexes: ClassVar = [models.Index(fields=["work"], name="search_token_work")]

    def __str__(self) -> str:
        return f"{self.token} {self.work}"


class KnownTerm(models.Model):
    """A folded term that occurs somewhere; never removed before a rebuild, which is right often enough."""

    term = models.CharField(max_length=120, primary_key=True)

    def __str__(self) -> str:
        return self.term
