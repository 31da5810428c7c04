from django.apps import AppConfig


class LibraryCollectionsConfig(AppConfig):
    name = "library_collections"
    label = "library_collections"

    def ready(self) -> None:
        from cms.accounts.ports import on_new_school
        from cms.api.registry import add_router
        from library_collections import api, shelves  # noqa: F401  (shelves fills the site's registries)
        from library_collections.services import open_collections

        add_router("collections", api.router, public=True)
        on_new_school(open_collections)
