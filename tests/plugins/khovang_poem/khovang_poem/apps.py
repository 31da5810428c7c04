from django.apps import AppConfig


class PoemConfig(AppConfig):
    name = "khovang_poem"
    label = "poem"
