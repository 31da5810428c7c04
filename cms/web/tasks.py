from celery import shared_task
from django.core.management import call_command

from cms.accounts import services as accounts
from cms.foundation import outbox, temporary


@shared_task
def publish_scheduled() -> None:
    """Publish and withdraw what is due; a run that was missed is made up for by the next."""
    call_command("publish_scheduled")


@shared_task
def keep_house() -> None:
    """By night: drop what is dead (sessions, tokens, lanes, versions, temporary files); mend Wagtail's references."""
    call_command("clearsessions")
    accounts.keep_house()
    outbox.forget_versions()
    temporary.sweep()
    call_command("rebuild_references_index", verbosity=0)
