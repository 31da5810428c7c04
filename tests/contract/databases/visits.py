"""`python -m tests.contract.databases.visits`: pages that a pupil, a teacher, a librarian and the principal open.

Prints one JSON object: who and address -> status. The API is asked for each pupil's places, too; such an answer
counts as 200 only if it is the place that the database holds.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> int:
    django.setup()
    from django.test import Client

    from cms.accounts.enums import Role
    from cms.accounts.models import Membership
    from library_pages.catalogue.models import ResourcePage
    from library_pages.reading.models import Progress

    answers: dict[str, int] = {}

    def signed_in(user: Any) -> Client:
        client = Client(HTTP_HOST="localhost:8000")
        client.force_login(user)
        return client

    def visit(role: Role, *addresses: str) -> None:
        client = signed_in(Membership.objects.filter(role=role).order_by("pk")[0].user)
        for address in addresses:
            answers[f"{role} {address}"] = client.get(address, follow=True).status_code

    items = list(ResourcePage.objects.live().order_by("pk"))
    pages = [page.get_url() for page in items]
    visit(Role.PUPIL, "/", "/tim/?q=gio", *pages)
    visit(Role.TEACHER, "/", *pages)
    visit(Role.LIBRARIAN, "/admin/", *(f"/admin/pages/{page.pk}/edit/" for page in items))
    visit(Role.PRINCIPAL, "/thong-ke/", "/thong-ke/?week=2026-W47")
    for progress in Progress.objects.select_related("user", "resource").order_by("pk"):
        address = f"/api/v1/progress/{progress.resource.uid}"
        answer = signed_in(progress.user).get(address)
        is_other = answer.status_code == 200 and answer.json()["locator"] != progress.locator
        answers[f"{progress.user_id} {address}"] = 0 if is_other else answer.status_code
    print(json.dumps(answers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
