from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "library_pages.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from cms.accounts.ports import on_new_school, on_role_groups
        from cms.api.registry import add_problems, add_router
        from library_pages.catalogue import api, checks, parts, problems, receivers, shelves  # noqa: F401  (some register themselves)
        from library_pages.catalogue.authority_access import AuthorityPolicy
        from library_pages.catalogue.models import Contributor, Subject, Work
        from library_pages.catalogue.services import schools

        for model in (Contributor, Subject, Work):
            register_permission_policy(model, AuthorityPolicy(model))
        add_router("items", api.router, public=True)
        add_problems(problems)
        on_new_school(schools.open_library)
        on_role_groups(schools.groups_of)
