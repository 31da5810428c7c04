from cms.foundation.models.jobs import Job, JobState
from cms.foundation.models.outbox import Delivered, OutboxRow, Version

__all__ = ["Delivered", "Job", "JobState", "OutboxRow", "Version"]
