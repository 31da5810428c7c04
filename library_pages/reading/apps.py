from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "library_pages.reading"
    label = "reading"

    def ready(self) -> None:
        from cms.api.registry import add_problems, add_router
        from library_pages.media import api as playing
        from library_pages.reading import (
            api,
            launches_api,
            problems,
            receivers,  # noqa: F401  (registers itself)
            shelves,  # noqa: F401  (registers itself)
        )

        add_router("items", api.items_router, public=True)
        add_router("progress", api.progress_router)
        add_router("launches", launches_api.router)
        add_problems(problems)
        playing.progress_documents.append(api.document_of)
