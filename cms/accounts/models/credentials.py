"""Secrets, kept as hashes only."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from cms.accounts.enums import CredentialKind, TokenKind
from cms.accounts.models.classes import SchoolClass


class Credential(models.Model):
    """What a pupil proves herself with: a hash only, one active of each kind."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(max_length=7, choices=CredentialKind.choices)
    secret = models.CharField(max_length=255)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(is_active=True), name="credential_one_active_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class SignInAttempt(models.Model):
    """The wrong tries of one lane (`cms.accounts.services.throttle`)."""

    lane = models.CharField(max_length=120, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.lane


class WrongTries(models.Model):
    """Wrong tries at one number of a class in a day, from devices that are nobody's own; also at numbers nobody has."""

    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="wrong_tries")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school_class", "number", "day"], name="wrong_tries_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.school_class_id} {self.number} {self.day}: {self.tries}"


class ApiToken(models.Model):
    """An opaque token of the app, kept hashed; using a rotated refresh token again revokes its family."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader_tokens")
    kind = models.CharField(max_length=7, choices=TokenKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    family = models.UUIDField(db_index=True)
    device_id = models.CharField(max_length=64)
    device_name = models.CharField(max_length=120, blank=True)
    is_shared = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.family}"
