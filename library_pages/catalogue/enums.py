"""Closed lists of the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OTHER_LANGUAGE = "und"  # ISO 639-2: undetermined
LANGUAGES = [
    ("vi", _("Vietnamese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("zh", _("Chinese")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("km", _("Khmer")),
    ("lo", _("Lao")),
    ("th", _("Thai")),
    ("ru", _("Russian")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("he", _("Hebrew")),
    ("sa", _("Sanskrit")),
    ("la", _("Latin")),
    ("mul", _("Several languages")),
    (OTHER_LANGUAGE, _("Another or unknown language")),
]


class Audience(TextChoices):
    """Who a resource is meant for; what that opens is decided in `access.py` alone."""

    PUBLIC = "public", _("Everybody, also without signing in")
    SCHOOL = "school", _("Pupils and staff of the school")
    STAFF = "staff", _("Teachers and staff only")


class ProposalState(TextChoices):
    """What became of a school's proposal to change an authority."""

    OPEN = "open", _("Not looked at yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class RightsBasis(TextChoices):
    """On what ground the school may offer a resource (Law on Intellectual Property, articles 25 and 43)."""

    PUBLIC_DOMAIN = "public_domain", _("In the public domain")
    OWN_WORK = "own_work", _("Made by the school")
    OPEN_LICENCE = "open_licence", _("Under an open licence")
    LICENSED = "licensed", _("Licensed to the school")
    PERMISSION = "permission", _("With the owner's permission")
    TEACHING = "teaching", _("Teaching exception")


class ContributorRole(TextChoices):
    """Roles with their MARC relator codes, which EPUB and exchange formats use."""

    AUTHOR = "aut", _("Author")
    EDITOR = "edt", _("Editor")
    TRANSLATOR = "trl", _("Translator")
    ILLUSTRATOR = "ill", _("Illustrator")
    NARRATOR = "nrt", _("Narrator")
    PHOTOGRAPHER = "pht", _("Photographer")
    COMPILER = "com", _("Compiler")
    CONTRIBUTOR = "ctb", _("Contributor")


class LevelOrigin(TextChoices):
    """Who said which level a resource has: advice weighs by it."""

    LIBRARIAN = "librarian", _("Judged by the librarian")
    PUBLISHER = "publisher", _("Given by the publisher")
    COMPUTED = "computed", _("Estimated from the text")
