from cms.accounts.models.classes import Enrolment, SchoolClass, SchoolYear, Teaching
from cms.accounts.models.credentials import ApiToken, Credential, SignInAttempt, WrongTries
from cms.accounts.models.networks import SchoolNetwork
from cms.accounts.models.schools import Membership, School
from cms.accounts.models.users import User, UserManager

__all__ = [
    "ApiToken",
    "Credential",
    "Enrolment",
    "Membership",
    "School",
    "SchoolClass",
    "SchoolNetwork",
    "SchoolYear",
    "SignInAttempt",
    "Teaching",
    "User",
    "UserManager",
    "WrongTries",
]
