from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SampleConfig(AppConfig):
    name = "cms.sample"
    label = "sample"
    verbose_name = _("Sample library")

    def ready(self) -> None:
        from cms.accounts.ports import on_sample_secrets
        from cms.sample import logins

        on_sample_secrets(logins.secrets)
