from django import forms
from django.utils.translation import gettext_lazy as _

from cms.web.forms import SiteForm


class OwnMailForm(SiteForm):
    """Where somebody's own weekly mail goes, and whether it does."""

    email = forms.EmailField(
        label=_("My e-mail address"),
        help_text=_("The weekly mail goes there. Without an address there is none."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wanted = forms.BooleanField(label=_("Send me the weekly mail"), required=False)
