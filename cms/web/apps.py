from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "cms.web"
    label = "web"

    def ready(self) -> None:
        from django.core.checks import register

        from cms.accounts.ports import on_new_school
        from cms.web import checks, health, spreadsheets
        from cms.web.content_origin.checks import engines_are_sealed
        from cms.web.renditions import ahead, making, taking
        from cms.web.services import open_home

        health.register_metrics()
        spreadsheets.make_exports_harmless()
        register(checks.every_page_is_of_the_site)
        register(engines_are_sealed)
        on_new_school(open_home)
        making.install()
        taking.install()
        ahead.listen()
