"""The send log at work: each mail is claimed by one worker, sent once, and its end written down."""

import logging
from datetime import datetime, timedelta
from email.errors import MessageError
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from analytics.enums import DeliveryState
from analytics.mail.message import message_of
from analytics.mail.wire import Answer, Verdict, hand_over
from analytics.models import Delivery, MailStop, WeeklyReport
from cms.accounts.models import School, User
from cms.accounts.services import set_email
from cms.foundation import clock

logger = logging.getLogger(__name__)

_LOST: Final = timedelta(minutes=10)  # longer than any dialogue with a server
_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_GIVE_UP: Final = timedelta(hours=48)
_SAID: Final = 500
_ENDS: Final = {
    Verdict.ACCEPTED: DeliveryState.ACCEPTED,
    Verdict.REFUSED: DeliveryState.REFUSED,
    Verdict.UNKNOWN: DeliveryState.UNKNOWN,
}


def send_waiting(*, report: WeeklyReport | None = None) -> int:
    """Send what is planned and whose time has come, of one report or of all; the number of tries.

    Two workers at once take different mails. What a worker died over is `unknown`, since it may have been sent.
    """
    moment = clock.now()
    rows = Delivery.objects.all() if report is None else report.deliveries.all()
    rows.filter(state=DeliveryState.SENDING, sending_since__lt=moment - _LOST).update(
        state=DeliveryState.UNKNOWN, ended_at=moment, said="the sender died"
    )
    waiting = rows.filter(state=DeliveryState.PLANNED, next_try_at__lte=moment).order_by("next_try_at", "pk")
    tries = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        if _claim(pk):
            _send(Delivery.objects.select_related("report", "recipient").get(pk=pk))
            tries += 1
    return tries


def stop(school_id: int, user_id: int) -> None:
    """No weekly mail of this school to this person any more, those that wait included."""
    MailStop.objects.get_or_create(school_id=school_id, user_id=user_id, defaults={"since": clock.now()})
    Delivery.objects.filter(state=DeliveryState.PLANNED, recipient=user_id, report__school=school_id).delete()


def is_stopped(school: School, user: User) -> bool:
    return MailStop.objects.filter(school=school, user=user).exists()


@transaction.atomic
def settle(school: School, user: User, address: str, *, wanted: bool) -> None:
    """Where somebody's weekly mail of this school goes from the next one on, and whether it does."""
    set_email(user, address)
    if wanted:
        MailStop.objects.filter(school=school, user=user).delete()
    else:
        stop(school.pk, user.pk)


def _claim(pk: int) -> bool:
    moment = clock.now()
    free = Delivery.objects.filter(pk=pk, state=DeliveryState.PLANNED, next_try_at__lte=moment)
    return bool(free.update(state=DeliveryState.SENDING, sending_since=moment))


def _send(delivery: Delivery) -> None:
    try:
        answer = hand_over(message_of(delivery), delivery.address)
    except (ValueError, MessageError) as error:  # an address that can't be written down keeps nobody else waiting
        answer = Answer(Verdict.REFUSED, f"{type(error).__name__}: {error}")
    moment, said = clock.now(), answer.said[:_SAID]
    logger.info("weekly mail", extra={"verdict": answer.verdict.value, "said": said, "delivery": delivery.pk})
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, sending_since=delivery.sending_since)
    _write_down(mine, delivery, answer, moment, said)


def _write_down(mine: QuerySet[Delivery], delivery: Delivery, answer: Answer, moment: datetime, said: str) -> None:
    attempts = delivery.attempts + 1
    if answer.verdict is Verdict.LATER and moment - delivery.planned_at < _GIVE_UP:
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(delivery.attempts, 10))
        mine.update(state=DeliveryState.PLANNED, attempts=attempts, next_try_at=moment + pause, said=said)
    else:
        end = _ENDS.get(answer.verdict, DeliveryState.REFUSED)
        mine.update(state=end, attempts=attempts, ended_at=moment, said=said)
