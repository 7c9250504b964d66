"""A checked dump as threads: its tables, which are sorted by kind, put together on disk by question."""

import pickle
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from itertools import count

from app.imports.archive_rows import FOREIGN_MAX, NOBODY, Person, ReplyRow, ThreadRow, VersionRow
from app.imports.shelf import Shelf
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.rows import AnswerRow, Author, CommentRow, QuestionRow, VoteKind
from app.kit.markup import SourceFormat
from app.posts.kinds import PostKind


def foreign_post(number: int) -> str:
    return f"post:{number}"


class DumpThreads(AbstractContextManager["DumpThreads"]):
    def __init__(self, dump: Dump) -> None:
        self.dump, self.site = dump, dump.site
        self.people = {row.id: self._person(row.id, row.display_name, row.created_at) for row in dump.users()}
        self.shelf, self.history = Shelf(), Shelf()
        self._accepted: set[int] = set()
        self._accepted_at = {vote.post_id: vote.cast_at for vote in dump.votes() if vote.kind is VoteKind.ACCEPTED}

    def __exit__(self, *_: object) -> None:
        self.shelf.__exit__()
        self.history.__exit__()

    def threads(self) -> Iterator[ThreadRow]:
        self._gather()
        for _line, data, replies in self.shelf.threads():
            yield replace(pickle.loads(data), replies=tuple(pickle.loads(reply) for reply in replies))

    def _gather(self) -> None:
        """Answers before comments, which have the same second sometimes."""
        places = count(1)
        for row in self.dump.revisions():
            if row.body_markdown is not None:
                version = VersionRow(
                    author=self._author(row.author),
                    at=row.made_at,
                    body=row.body_markdown,
                    format=SourceFormat.MARKDOWN,
                    title=row.title,
                    reason=row.remark or "",
                )
                self._shelve(self.history, f"{row.id}", row.post_id, version.at, next(places), version)
        self.history.sort()
        for question in self.dump.questions():
            if question.accepted_answer_id is not None:
                self._accepted.add(question.accepted_answer_id)
            self.shelf.add_thread(str(question.id), next(places), pickle.dumps(self._thread(question)))
        for answer in self.dump.answers():
            key, reply = foreign_post(answer.id), self._answer(answer)
            self._shelve(self.shelf, key, answer.question_id, reply.at, next(places), reply)
        for comment in self.dump.comments():
            reply = self._comment(comment)
            thread = self.dump.known.question_of.get(comment.post_id, comment.post_id)
            self._shelve(self.shelf, reply.foreign, thread, reply.at, next(places), reply)
        self.shelf.sort()

    @staticmethod
    def _shelve(shelf: Shelf, key: str, thread: int, at: datetime, place: int, row: VersionRow | ReplyRow) -> None:
        shelf.add_reply(key, str(thread), at.timestamp(), place, pickle.dumps(row))

    def _person(self, number: int, name: str, since: datetime) -> Person:
        url = self.site.user_url(number) if self.site else ""
        return Person(foreign=f"user:{number}", name=name, url=url, since=since)

    def _author(self, author: Author) -> Person:
        """A known user; else somebody by the name that was left; else one former user for all."""
        if author.user_id is not None and author.user_id in self.people:
            return self.people[author.user_id]
        return Person(foreign=f"name:{author.name}"[:FOREIGN_MAX], name=author.name) if author.name else NOBODY

    def _versions(self, post_id: int) -> tuple[VersionRow, ...]:
        return tuple(pickle.loads(data) for data in self.history.replies(str(post_id)))

    def _thread(self, row: QuestionRow) -> ThreadRow:
        return ThreadRow(
            foreign=foreign_post(row.id),
            author=self._author(row.author),
            at=row.created_at,
            title=row.title,
            body=row.body_html,
            url=self.site.question_url(row.id) if self.site else "",
            licence=str(row.licence),
            score=row.score,
            edited_at=row.last_edited_at,
            versions=self._versions(row.id),
            tags=row.tags,
            active_at=row.last_active_at or row.created_at,
            locked_at=row.locked_at,
        )

    def _answer(self, row: AnswerRow) -> ReplyRow:
        return ReplyRow(
            foreign=foreign_post(row.id),
            author=self._author(row.author),
            at=row.created_at,
            body=row.body_html,
            url=self.site.answer_url(row.id) if self.site else "",
            licence=str(row.licence),
            score=row.score,
            edited_at=row.last_edited_at,
            versions=self._versions(row.id),
            accepted_at=self._accepted_at.get(row.id, row.created_at) if row.id in self._accepted else None,
        )

    def _comment(self, row: CommentRow) -> ReplyRow:
        return ReplyRow(
            foreign=f"comment:{row.id}",
            kind=PostKind.COMMENT,
            on=foreign_post(row.post_id),
            author=self._author(row.author),
            at=row.created_at,
            body=row.text,
            format=SourceFormat.MARKDOWN,
            licence=str(row.licence),
            score=row.score,
        )
