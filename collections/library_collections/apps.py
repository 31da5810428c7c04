from django.apps import AppConfig


class LibraryCollectionsConfig(AppConfig):
    name = "library_collections"
    label = "library_collections"

    def ready(self) -> None:
        from library_collections import shelves  # noqa: F401  (fills the home page's registry)
