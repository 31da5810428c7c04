"""The kept document as a message to one person (RFC 5322, 8058)."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from analytics.calendar import Week
from analytics.mail.document import CHART
from analytics.models import Delivery, WeeklyReport

_STOP: Final = "analytics.weekly-mail"


def message_id(school_uid: object, report: WeeklyReport, user_uid: object) -> str:
    """The same for the same mail whoever sends it, so that a second copy is seen to be one."""
    key = f"weekly:{school_uid}:{report.week}:{report.version}:{user_uid}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return f"<weekly.{Week(report.week)}.{report.version}.{digest}@{host}>"


def message_of(delivery: Delivery) -> EmailMessage:
    """Plain text and HTML with its picture by Content-ID; every part in seven bits."""
    report, site = delivery.report, settings.WAGTAILADMIN_BASE_URL
    stop = site + reverse("analytics:stop", args=[stop_token(report.school_id, delivery.recipient_id)])
    message = EmailMessage(policy=SMTP)
    message["Subject"] = report.subject
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message["From"] = Address(display_name=name or "Kho Vàng", addr_spec=address)
    message["To"] = Address(display_name=delivery.recipient.get_full_name(), addr_spec=delivery.address)
    message["Date"] = format_datetime(report.rendered_at)
    message["Message-ID"] = delivery.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Stop these mails")
    message.set_content(f"{report.text.rstrip()}\n{words}: {stop}\n", cte="quoted-printable")
    link = format_html('<a href="{}" style="color:#565A78;">{}</a>.', stop, words)
    message.add_alternative(report.html.replace("<!--stop-->", link), subtype="html", cte="quoted-printable")
    html = message.get_payload()[1]  # type: ignore[index]  # a list of parts by now
    html.add_related(bytes(report.chart), "image", "png", cid=f"<{CHART}>", filename="chart.png", disposition="inline")  # type: ignore[union-attr]
    return message


def stop_token(school_id: int, user_id: int) -> str:
    """A short token without an end: whoever has the mail may stop it, years later too."""
    return signing.Signer(salt=_STOP).sign(f"{school_id}-{user_id}").replace(":", ".", 1)


def stopped_by(token: str) -> tuple[int, int] | None:
    """School and user of a token; None when it is not ours."""
    try:
        school, _dash, user = signing.Signer(salt=_STOP).unsign(token.replace(".", ":", 1)).partition("-")
        return int(school), int(user)
    except (signing.BadSignature, ValueError):
        return None
