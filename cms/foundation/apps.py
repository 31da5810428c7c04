from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"

    def ready(self) -> None:
        from cms.foundation import checks  # noqa: F401  (registers the system checks)
