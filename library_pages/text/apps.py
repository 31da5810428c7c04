from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "library_pages.text"
    label = "text"
