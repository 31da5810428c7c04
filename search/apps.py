from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        from cms.api.registry import add_problems, add_router
        from search import api, checks, health, problems, topics  # noqa: F401  (checks registers itself)

        add_router("", api.router, public=True)
        add_router("items", api.items_router, public=True)
        add_problems(problems)
        topics.register()
        health.register()
