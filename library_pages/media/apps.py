from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "library_pages.media"
    label = "media"

    def ready(self) -> None:
        from cms.api.registry import add_router
        from library_pages.catalogue.content import kinds
        from library_pages.media import api
        from library_pages.media.kind import RECORDING
        from library_pages.media.playing import opening, page  # noqa: F401  (they register themselves)
        from library_pages.media.services import probing, reading, trial  # noqa: F401  (they say who does jobs, tries files)

        kinds.add(RECORDING, order=20)
        add_router("items", api.router, public=True)
