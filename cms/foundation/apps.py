from django.apps import AppConfig

from cms.foundation.form_dates import bound_all_forms

bound_all_forms()  # here and not in ready(): models import forms


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"

    def ready(self) -> None:
        from cms.foundation import checks  # noqa: F401  (registers the system checks)
