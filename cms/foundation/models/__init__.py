from cms.foundation.models.jobs import Job, JobState
from cms.foundation.models.outbox import OutboxRow, Version

__all__ = ["Job", "JobState", "OutboxRow", "Version"]
