"""Which of the replies are answers, and what the others are comments on.

Some forums keep one list of "answers" in which the asker replies too. An asker's own reply is a comment on the answer
before it, else on the question; but when it was marked as the solution it stays an answer, and is the accepted one.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.imports.archive_rows import NOBODY, ReplyRow, ThreadRow
from app.imports.jsonl.rows import Answer, Question
from app.posts.kinds import PostKind


def whole_thread(question: Question, answers: Sequence[Answer]) -> ThreadRow:
    """The thread with its replies, which are in the order of time. What was hidden is answered by nobody."""
    replies: list[ReplyRow] = []
    latest: str | None = None
    for answer in answers:
        reply = answer.reply
        if answer.ident == question.solution:
            reply = replace(reply, accepted_at=reply.at)
        elif reply.author == question.thread.author != NOBODY:
            reply = replace(reply, kind=PostKind.COMMENT, on=latest)
        if reply.kind is PostKind.ANSWER and not reply.spam:
            latest = reply.foreign
        replies.append(reply)
    return replace(question.thread, replies=tuple(replies))
