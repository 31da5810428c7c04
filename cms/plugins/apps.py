from django.apps import AppConfig


class PluginsConfig(AppConfig):
    name = "cms.plugins"
    label = "plugins"

    def ready(self) -> None:
        from cms.plugins import checks, registry  # noqa: F401  (checks registers itself)

        registry.fill()
