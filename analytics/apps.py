from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"
    label = "analytics"

    def ready(self) -> None:
        from analytics import api, receivers, shelves  # noqa: F401  (the last two register themselves)
        from cms.api.registry import add_router

        add_router("events", api.router)
