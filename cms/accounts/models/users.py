from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.foundation import clock
from cms.foundation.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Makes users; user names are lower-case ASCII, so that no look-alike gets a second account."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in by password, or not at all when none is given."""
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """An operator of the platform; schools' administrators are not superusers."""
        return self.create_user(username, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. A pupil has no e-mail and no password, only credentials of her class."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()])
    first_name = models.CharField(_("given name"), max_length=60, blank=True)
    last_name = models.CharField(_("family name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_sample = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Family name first, as in Vietnam."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_short_name(self) -> str:
        """The given name, by which people address each other."""
        return self.first_name or self.username
