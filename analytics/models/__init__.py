from analytics.models.events import ActorKey, Event, ItemDescription
from analytics.models.facts import ClassDay, Fact, ReaderDay, ReaderWeek, Rollup, TitleDay
from analytics.models.mail import Delivery, MailStop, WeeklyReport
from analytics.models.releases import WeekRelease

__all__ = [
    "ActorKey",
    "ClassDay",
    "Delivery",
    "Event",
    "Fact",
    "ItemDescription",
    "MailStop",
    "ReaderDay",
    "ReaderWeek",
    "Rollup",
    "TitleDay",
    "WeekRelease",
    "WeeklyReport",
]
