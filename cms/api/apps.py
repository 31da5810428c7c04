from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "cms.api"
    label = "api"

    def ready(self) -> None:
        from cms.accounts import problems as account_problems
        from cms.api import checks, endpoints, problems, registry

        endpoints.mount(registry.add_router)
        registry.add_problems(problems)
        registry.add_problems(account_problems)
        checks.watch()
