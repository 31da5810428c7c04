"""Secrets, kept as hashes only."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from cms.accounts.enums import CredentialKind, TokenKind


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
    """Failed tries in a row in one lane (a pupil from unknown devices, a device, a class), for the back-off."""

    lane = models.CharField(max_length=120, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.lane


class ApiToken(models.Model):
    """An opaque token of the app, kept hashed; using a rotated refresh token again revokes its family."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader_tokens")
    kind = models.CharField(max_length=7, choices=TokenKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    family = models.UUIDField(db_index=True)
    device_id = models.CharField(max_length=64)
    device_name = models.CharField(max_length=120, blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.family}"
