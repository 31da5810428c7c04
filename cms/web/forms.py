"""Forms of the site: Vietnamese labels and hints, errors at the field, focus on the first one."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts.enums import SchoolKind
from cms.accounts.models import Enrolment
from cms.foundation.errors import Problem

_NUMERIC: Final = {"inputmode": "numeric", "autocapitalize": "off", "autocorrect": "off", "spellcheck": "false"}


def _password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Type your password.")},
    )


def _pin_field(label: Any, required: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        widget=forms.PasswordInput(attrs={**_NUMERIC, "autocomplete": autocomplete}),
        error_messages={"required": required},
    )


def _own_device_field(label: Any, help_text: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class SiteForm(forms.Form):
    """A form of the site. `problem_fields` says at which field a problem of the services is shown, by its code."""

    problem_fields: dict[str, str] = {}  # noqa: RUF012  (overridden by a literal in each form)
    wait = 0  # seconds until it may be sent again

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def take_problem(self, problem: Problem) -> None:
        """Show what a service has refused, at the field that it is about or over the form."""
        words = " ".join(filter(None, (str(problem.title), str(problem.detail))))
        self.add_error(self.problem_fields.get(problem.code), words)
        self.wait = int(str(problem.extra.get("retry_after", 0)))

    def focus_first(self) -> None:
        """Without script too, the cursor stands in the first field that has an error, else in the first field."""
        wrong = next((name for name in self.fields if self.errors.get(name)), next(iter(self.fields), None))
        if wrong is not None:
            self.fields[wrong].widget.attrs["autofocus"] = True


class PupilIdentifiersForm(SiteForm):
    """One field for each pupil of a class list, `number-<number on the list>`."""

    def __init__(self, enrolments: Iterable[Enrolment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in enrolments:
            self.fields[f"number-{each.number}"] = forms.CharField(
                label=f"{each.number}. {each.membership.user.get_full_name()}",
                required=False,
                max_length=20,
                initial=each.membership.pupil_identifier,
                widget=forms.TextInput(attrs={**_NUMERIC, "autocomplete": "off"}),
            )

    def take_problem(self, problem: Problem) -> None:
        """Show it at the pupil whom it is about."""
        self.add_error(f"number-{problem.extra['number']}", str(problem.title))

    def identifiers(self) -> dict[int, str]:
        """What was typed, by number on the list; blanks between digits count for nothing."""
        return {int(name.removeprefix("number-")): "".join(typed.split()) for name, typed in self.cleaned_data.items()}


class PupilForm(SiteForm):
    """Class code, number, PIN; what a code or a PIN looks like is for the services to say."""

    problem_fields = {  # noqa: RUF012
        "class-code-incomplete": "code",
        "class-code-unknown": "code",
        "pupil-not-recognised": "pin",
    }

    code = forms.CharField(
        label=_("Number of the class"),
        help_text=_("Six digits, on the board or on your card."),
        max_length=20,
        widget=forms.TextInput(attrs={**_NUMERIC, "autocomplete": "off"}),
        error_messages={"required": _("Type the number of your class.")},
    )
    number = forms.IntegerField(
        label=_("Your number on the class list"),
        widget=forms.TextInput(attrs={**_NUMERIC, "autocomplete": "off", "maxlength": "3"}),
        error_messages={
            "required": _("Type your number on the class list."),
            "invalid": _("This is a number, for example 12."),
        },
    )
    pin = _pin_field(pgettext_lazy("to a pupil", "Your PIN"), _("Type your PIN."), "current-password")
    own = _own_device_field(
        pgettext_lazy("to a pupil", "This is my own device"),
        pgettext_lazy("to a pupil", "Not on a computer of the school: there you are signed out when it rests."),
    )


class StaffForm(SiteForm):
    problem_fields = {"staff-not-recognised": "password"}  # noqa: RUF012

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type your user name.")},
    )
    password = _password_field(_("Password"), "current-password")
    own = _own_device_field(
        pgettext_lazy("to staff", "This is my own device"),
        pgettext_lazy("to staff", "Elsewhere you are signed out when the browser closes or rests for an hour."),
    )


class SecretForm(SiteForm):
    """The secret that somebody has, and twice the one that she wants: `former`, `chosen`, `again`."""

    former: forms.CharField
    chosen: forms.CharField
    again: forms.CharField

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        if data.get("chosen") and data.get("again") and data["chosen"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        return data


class PinForm(SecretForm):
    """A pupil's own PIN."""

    problem_fields = {  # noqa: RUF012
        "pupil-not-recognised": "former",
        "pin-not-six-digits": "chosen",
        "pin-too-easy": "chosen",
    }

    former = _pin_field(_("The PIN that you have now"), _("Type the PIN that you have now."), "current-password")
    chosen = _pin_field(
        _("Your new PIN"),
        _("Choose six digits."),
        "new-password",
        _("Six digits that are no row, no repetition and no birthday."),
    )
    again = _pin_field(_("The new PIN once more"), _("Type the new PIN once more."), "new-password")


class PasswordForm(SecretForm):
    """The password of somebody of the staff."""

    problem_fields = {"former-password-wrong": "former", "password-not-accepted": "chosen"}  # noqa: RUF012

    former = _password_field(_("The password that you have now"), "current-password")
    chosen = _password_field(_("Your new password"), "new-password", _("Ten characters or more."))
    again = _password_field(_("The new password once more"), "new-password")


class SetUpForm(SiteForm):
    """School, administrator, school year of an empty installation."""

    problem_fields = {  # noqa: RUF012
        "user-name-taken": "username",
        "password-not-accepted": "password",
        "school-year-without-days": "ends",
        "school-years-overlap": "starts",
    }

    school = forms.CharField(label=_("Name of the school"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of school"), choices=SchoolKind.choices)
    grade_from = forms.IntegerField(
        label=_("First grade"), initial=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    grade_to = forms.IntegerField(
        label=_("Last grade"), initial=5, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    room = forms.CharField(
        label=_("Library room"), help_text=_("As pupils know it: “Room 104, house B”."), max_length=120, required=False
    )
    opening_hours = forms.CharField(label=_("Opening hours"), max_length=200, required=False)
    librarian_title = forms.ChoiceField(
        label=_("How pupils address the librarian"), choices=[("cô", "cô"), ("thầy", "thầy")]
    )
    librarian_name = forms.CharField(label=_("Librarian's name"), max_length=120, required=False)
    last_name = forms.CharField(label=_("Family and middle name"), max_length=60)
    first_name = forms.CharField(label=_("Given name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        help_text=_("Letters without marks, digits, dots: nguyen.hanh"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = _password_field(_("Password"), "new-password", _("Ten characters or more."))
    again = _password_field(_("The password once more"), "new-password")
    label = forms.CharField(label=_("School year"), help_text=_("As it is written: 2026–2027"), max_length=20)
    starts = forms.DateField(label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    ends = forms.DateField(label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """Both passwords must be the same, and grades and days in order."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        if data.get("grade_from") and data.get("grade_to") and data["grade_from"] > data["grade_to"]:
            self.add_error("grade_to", _("The last grade is not below the first."))
        return data
