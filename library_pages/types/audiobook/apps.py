from django.apps import AppConfig


class AudiobookConfig(AppConfig):
    name = "library_pages.types.audiobook"
    label = "audiobook"
