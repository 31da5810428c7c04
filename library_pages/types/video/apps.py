from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "library_pages.types.video"
    label = "video"
