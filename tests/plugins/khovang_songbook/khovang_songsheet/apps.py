from django.apps import AppConfig


class SheetConfig(AppConfig):
    name = "khovang_songsheet"
    label = "songsheet"
