from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "cms.web"
    label = "web"

    def ready(self) -> None:
        from django.core.checks import register

        from cms.accounts.ports import on_new_school
        from cms.web import health, previews, spreadsheets
        from cms.web.content_origin.checks import engines_are_sealed
        from cms.web.renditions import ahead, making, taking
        from cms.web.services import open_home

        health.register_metrics()
        spreadsheets.make_exports_harmless()
        register(previews.every_page_can_be_previewed)
        register(engines_are_sealed)
        on_new_school(open_home)
        making.install()
        taking.install()
        ahead.listen()
