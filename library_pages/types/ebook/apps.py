from django.apps import AppConfig


class EbookConfig(AppConfig):
    name = "library_pages.types.ebook"
    label = "ebook"
