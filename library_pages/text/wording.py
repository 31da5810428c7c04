"""Sentences that more than one module says."""

from django.utils.translation import gettext_lazy as _

NOT_TAKEN_HERE = _("This kind of file does not belong to this type of resource.")
NOT_READY = _("The file has not been read yet. Wait until it is ready, then publish.")
NO_FILE = _("Add a file before you publish.")
