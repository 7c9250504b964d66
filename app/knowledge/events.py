"""What can happen to articles and content gaps."""

from enum import StrEnum


class ArticleEvent(StrEnum):
    DRAFTED = "article:drafted"
    EDITED = "article:edited"
    DISCARDED = "article:discarded"
    SUBMITTED = "article:submitted"
    RETURNED = "article:returned"
    PUBLISHED = "article:published"
    NEEDS_CHECK = "article:needs_check"
    CHECKED = "article:checked"
    EXPIRED = "article:expired"
    ARCHIVED = "article:archived"
    RESTORED = "article:restored"
    HELPED = "article:helped"
    DID_NOT_HELP = "article:did_not_help"
    LINKED = "article:linked"


class GapEvent(StrEnum):
    REPORTED = "gap:reported"
    ASSIGNED = "gap:assigned"
    CLOSED = "gap:closed"
    REOPENED = "gap:reopened"
