"""The rows of a made-up community: N questions of ten answers, and some that wait. The same for the same N."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import RoleGrant, User
from app.accounts.roles import PostingRole, Role
from app.activity.models import Event
from app.catalogue.models import Brand, Category, Product, ProductVersion, Tag
from app.decisions.models import HouseRule
from app.extensions import Model
from app.kit.clock import now
from app.kit.markup import SourceFormat
from app.kit.markup.render import RENDERER_VERSION
from app.labels.algebra import Status
from app.labels.models import LabelRow, SentenceMark
from app.notifications.manner import Kind
from app.notifications.models import Notification
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post, Revision
from app.questions.events import QuestionEvent
from app.questions.models import Acceptance, Answer, Comment, Question, Subscription, ThreadTag, Vote
from app.questions.states import Level, Owner, State
from bench.vocabulary import Body, Language, body, language

Row = tuple[type[Model], dict[str, Any]]
ANSWERS = 10
AGENTS = 5
TAGS, PRODUCTS = 40, 8
WAITING_IN_A_HUNDRED = 2
PASSWORD = "correct-horse-battery-7"


def members_of(questions: int) -> int:
    return max(60, questions // 10)


def email_of(number: int) -> str:
    return f"member{number}@example.org"


class Community:
    """Gives its rows thread by thread, parents first."""

    def __init__(self, questions: int, password_hash: str) -> None:
        self.questions, self.password_hash = questions, password_hash
        self.members = members_of(questions)
        self.rng = random.Random(questions)
        self.today = now()
        self.ids: dict[type[Model], int] = {}

    def next_id(self, model: type[Model]) -> int:
        self.ids[model] = self.ids.get(model, 0) + 1
        return self.ids[model]

    def beginnings(self) -> Iterator[Row]:
        """The brand, its catalogue and everybody: members first, then the agents."""
        long_ago = self.today - timedelta(days=900)
        yield Brand, {"id": 1, "name": "Acme"}
        yield HouseRule, {"number": 1, "title": "Be kind"}
        for number, name in enumerate(("Broadband", "Television", "Mobile"), 1):
            yield Category, {"id": number, "slug": name.lower(), "name": name, "place": number}
        for number in range(1, PRODUCTS + 1):
            yield Product, {"id": number, "slug": f"x{number}00", "name": f"Router X{number}00", "place": number}
            for place in (1, 2):
                row = {"id": self.next_id(ProductVersion), "product_id": number, "place": place}
                yield ProductVersion, {**row, "name": f"firmware {number}.{place}", "released_at": long_ago}
        for number, word in enumerate(language("en").words[25 : 25 + TAGS], 1):
            yield Tag, {"id": number, "slug": word}
        for number in range(1, self.members + AGENTS + 1):
            yield (
                User,
                {
                    "id": number,
                    "email": email_of(number),
                    "email_confirmed_at": long_ago,
                    "display_name": f"Member {number}" if number <= self.members else f"Agent {number - self.members}",
                    "password_hash": self.password_hash,
                    "created_at": long_ago,
                },
            )
        for number in range(self.members + 1, self.members + AGENTS + 1):
            yield RoleGrant, {"user_id": number, "role": Role.AGENT, "granted_at": long_ago}

    def threads(self) -> Iterator[list[Row]]:
        """Answered threads, then those that wait for a first answer."""
        waiting = max(8, self.questions * WAITING_IN_A_HUNDRED // 100)
        for number in range(self.questions + waiting):
            days = 800 * (1 - number / (self.questions + waiting)) + 0.2
            yield list(self._thread(self.today - timedelta(days=days), answered=number < self.questions))

    def _thread(self, asked: datetime, *, answered: bool) -> Iterator[Row]:
        rng, asker = self.rng, self.rng.randrange(1, self.members + 1)
        said_in = language("it" if rng.random() < 0.3 else "en")
        question_id, state = self.next_id(Post), self._state() if answered else State.OPEN
        title = body(rng, said_in, 8).first_sentence[:100].rstrip(".")
        yield from self._post(PostKind.QUESTION, question_id, None, asker, asked, said_in, 70, title=title)
        answer_ids = [self.next_id(Post) for _each in range(ANSWERS if answered else 0)]
        times = [asked + timedelta(minutes=30 * (place + 1)) for place in range(len(answer_ids))]
        solved_by = rng.randrange(ANSWERS) if state is State.SOLVED else None
        yield Question, self._question(question_id, state, asked, times)
        for tag in rng.sample(range(1, TAGS + 1), rng.randrange(1, 4)):
            yield ThreadTag, {"question_id": question_id, "tag_id": tag}
        yield Subscription, {"question_id": question_id, "user_id": asker, "at": asked}
        yield self._event(QuestionEvent.ASKED, asker, Question, question_id, question_id, asked)
        for place, (answer_id, at) in enumerate(zip(answer_ids, times, strict=True)):
            accepted = times[-1] if place == solved_by else None
            yield from self._answer(answer_id, question_id, asker, at, said_in, accepted)
        for on in rng.choices([question_id, *answer_ids], k=rng.randrange(0, 7) if answered else 0):
            yield from self._comment(on, question_id, times[-1] + timedelta(minutes=5), said_in)

    def _state(self) -> State:
        chance = self.rng.random()
        return State.SOLVED if chance < 0.6 else State.ANSWERED if chance < 0.8 else State.LAPSED

    def _question(self, ident: int, state: State, asked: datetime, times: list[datetime]) -> dict[str, Any]:
        product = self.rng.randrange(1, PRODUCTS + 1)
        owner = {State.OPEN: Owner.COMMUNITY, State.ANSWERED: Owner.ASKER}.get(state)
        later = self.today + timedelta(hours=20)
        last = times[-1] if times else asked
        return {
            "id": ident,
            "state": state,
            "level": Level.COMMUNITY,
            "owner_state": owner,
            "next_due_at": later if owner else None,
            "window_ends_at": later if owner is Owner.COMMUNITY else None,
            "window_left_seconds": 3600 if owner is Owner.ASKER else None,
            "awaiting_since": last if owner is Owner.ASKER else None,
            "category_id": self.rng.randrange(1, 4),
            "product_id": product,
            "version_id": product * 2,
            "answers_count": len(times),
            "active_at": last,
            "solved_at": last if state is State.SOLVED else None,
            "lapsed_at": last if state is State.LAPSED else None,
        }

    def _post(
        self,
        kind: PostKind,
        ident: int,
        thread_id: int | None,
        author: int,
        at: datetime,
        said_in: Language,
        words: int,
        **more: Any,
    ) -> Iterator[Row]:
        said = body(self.rng, said_in, max(6, int(self.rng.lognormvariate(0, 0.5) * words)))
        company = author > self.members
        row = {
            "id": ident,
            "kind": kind,
            "thread_id": thread_id or ident,
            "title": None,
            "author_id": author,
            "voice": Voice.COMPANY if company else Voice.COMMUNITY,
            "author_role": PostingRole.AGENT if company else PostingRole.MEMBER,
            "standing": Standing.VISIBLE,
            "language": said_in.code,
            "source": said.source,
            "source_format": SourceFormat.MARKDOWN,
            "html": said.html,
            "text": said.text,
            "renderer_version": RENDERER_VERSION,
            "created_at": at,
            "votes": 0,
            "accepted_at": None,
            **more,
        }
        yield Post, row
        yield (
            Revision,
            {
                "post_id": ident,
                "number": 1,
                "title": row["title"],
                "source": said.source,
                "source_format": SourceFormat.MARKDOWN,
                "editor_id": author,
                "at": at,
            },
        )
        if kind is PostKind.ANSWER:
            yield from self._labels(ident, said, at, company)

    def _answer(
        self, ident: int, question_id: int, asker: int, at: datetime, said_in: Language, accepted: datetime | None
    ) -> Iterator[Row]:
        rng = self.rng
        by_staff = rng.random() < 0.05
        author = self.members + rng.randrange(1, AGENTS + 1) if by_staff else rng.randrange(1, self.members + 1)
        voters = {rng.randrange(1, self.members + 1) for _each in range(rng.randrange(0, 4))} - {author}
        yield from self._post(
            PostKind.ANSWER, ident, question_id, author, at, said_in, 80, votes=len(voters), accepted_at=accepted
        )
        yield Answer, {"id": ident, "question_id": question_id}
        for voter in voters:
            yield Vote, {"post_id": ident, "user_id": voter, "at": at}
        event = self._event(QuestionEvent.ANSWERED, author, Answer, ident, question_id, at)
        yield event
        if author != asker and rng.random() < 0.2:
            told = {"user_id": asker, "kind": Kind.ANSWERED.value, "post_id": ident, "url": f"/posts/{ident}"}
            yield Notification, {**told, "params": {}, "event_id": event[1]["id"], "at": at, "read_at": at}
        if accepted:
            yield Acceptance, {"question_id": question_id, "answer_id": ident, "by_id": asker, "at": accepted}
            yield self._event(QuestionEvent.ACCEPTED, asker, Answer, ident, question_id, accepted)

    def _comment(self, on: int, question_id: int, at: datetime, said_in: Language) -> Iterator[Row]:
        ident, author = self.next_id(Post), self.rng.randrange(1, self.members + 1)
        yield from self._post(PostKind.COMMENT, ident, question_id, author, at, said_in, 20)
        yield Comment, {"id": ident, "on_id": on}
        yield self._event(QuestionEvent.COMMENTED, author, Comment, ident, question_id, at)

    def _labels(self, ident: int, said: Body, at: datetime, company: bool) -> Iterator[Row]:
        """One answer of eight is confirmed, one of fifty has a sentence with a caution."""
        if company or self.rng.random() < 0.08:
            status = Status.OFFICIAL if company else Status.COMMUNITY_VERIFIED
            end = self.today + timedelta(days=400)
            row = {"post_id": ident, "status": status, "scope": "Router X100, firmware 1.2", "as_of": at}
            yield LabelRow, {**row, "set_by_id": self.members + 1, "expires_at": end}
        elif self.rng.random() < 0.02:
            yield (
                SentenceMark,
                {"post_id": ident, "sentence": said.first_sentence, "status": Status.UNOFFICIAL, "at": at},
            )

    def _event(
        self, kind: QuestionEvent, actor: int, subject: type[Model], ident: int, thread: int, at: datetime
    ) -> Row:
        return Event, {
            "id": self.next_id(Event),
            "at": at,
            "kind": kind.value,
            "actor_id": actor,
            "subject_kind": subject.__tablename__,
            "subject_id": ident,
            "thread_id": thread,
            "data": {},
        }
