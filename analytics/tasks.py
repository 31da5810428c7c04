from celery import shared_task

from analytics.services import forgetting, releases, reports, sending


@shared_task
def roll_up() -> None:
    """Bring the facts up to what has arrived, and release what may be seen of it."""
    releases.roll_up_and_release()


@shared_task
def sweep_mail() -> None:
    """Plan the weekly mails that are due by the clock, and send what waits."""
    reports.plan_due()
    sending.send_waiting()


@shared_task
def forget_old() -> None:
    """Delete what has been kept long enough."""
    forgetting.forget_old()
