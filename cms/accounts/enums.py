from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in a school."""

    PUPIL = "pupil", _("Pupil")
    TEACHER = "teacher", _("Teacher")
    LIBRARIAN = "librarian", _("Librarian")
    PRINCIPAL = "principal", _("Principal")
    BOARD = "board", _("Board member")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROVINCE = "province", _("Province")


class SchoolKind(TextChoices):
    """Kinds of schools by the grades they teach."""

    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary school")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary school")
    COMBINED = "combined", _("School of several levels")


class TeachingKind(TextChoices):
    """What a teacher is to a class."""

    CLASS = "class", _("Class teacher")
    SUBJECT = "subject", _("Subject teacher")


class CredentialKind(TextChoices):
    """What a pupil signs in with besides the class code and number."""

    PIN = "pin", _("PIN")


class TokenKind(TextChoices):
    """Tokens of the app."""

    ACCESS = "access", "access"
    REFRESH = "refresh", "refresh"
