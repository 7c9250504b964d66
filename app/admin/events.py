"""What administrators do that belongs to no single feature."""

from enum import StrEnum


class AdminEvent(StrEnum):
    TEST_MAIL_SENT = "admin:test_mail_sent"
    JOB_TRIED_AGAIN = "admin:job_tried_again"
    JOB_DROPPED = "admin:job_dropped"
