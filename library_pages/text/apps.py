from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "library_pages.text"
    label = "text"

    def ready(self) -> None:
        from library_pages.text import receivers  # noqa: F401  (registers the receivers)
        from library_pages.text.services import ingest, trial  # noqa: F401  (declare who does its jobs, who tries files)
