from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "library_pages.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from library_pages.catalogue import receivers  # noqa: F401  (registers the signal receivers)
