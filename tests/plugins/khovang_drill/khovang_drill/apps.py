from django.apps import AppConfig


class DrillConfig(AppConfig):
    name = "khovang_drill"
    label = "drill"
