from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "library_pages.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from library_pages.catalogue import receivers, shelves  # noqa: F401  (each registers itself)
