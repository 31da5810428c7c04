from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "library_pages.text"
    label = "text"

    def ready(self) -> None:
        from library_pages.catalogue.content import kinds
        from library_pages.text.kind import FILE
        from library_pages.text.services import ingest, trial  # noqa: F401  (declare who does its jobs, who tries files)

        kinds.add(FILE, order=10)
