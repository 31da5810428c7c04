"""Choosing a shelf, in the upload forms of all types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from library_pages.catalogue.models import ShelfPage


class ShelfField(forms.ModelChoiceField[ShelfPage]):
    """Offers shelves with the name of the page above them: most are called alike."""

    def label_from_instance(self, obj: ShelfPage) -> str:
        """What is shown for one."""
        return f"{obj.get_parent().title}: {obj.title}"


class ShelfForm(forms.Form):
    """Asks for the shelf where there is more than one. Stands before a form of files among the bases."""

    shelf = ShelfField(queryset=ShelfPage.objects.none(), label=_("Shelf"), empty_label=None)

    def offer(self, shelves: Any) -> None:
        """Let the user choose among these."""
        field = self.fields["shelf"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        field.queryset = shelves
        if len(shelves) == 1:
            field.widget = forms.HiddenInput()
