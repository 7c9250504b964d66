"""How a customer came to their case: signed in, or by the link of a mail. The pages' addresses differ, no more."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import make_response, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts.models import User
from app.cases.customer.links import case_path, old_case_link, read_case_link
from app.cases.models import Case
from app.cases.put_together import visible_led_to
from app.cases.queries import visible_case
from app.kit.forms import Press


@dataclass(frozen=True)
class Door:
    person: User
    reference: str
    token: str = ""

    def to(self, page: str, by_link: str, **values: Any) -> str:
        if self.token:
            return url_for(f"cases.{by_link}", token=self.token, **values)
        return url_for(f"cases.{page}", reference=self.reference, **values)

    @property
    def here(self) -> str:
        return self.to("show", "by_link")

    @property
    def reply_to(self) -> str:
        return self.to("answer_staff", "by_link")

    @property
    def export(self) -> str:
        return self.to("export_page", "export_by_link")

    @property
    def export_json(self) -> str:
        return self.to("export_json", "export_json_by_link")

    @property
    def community(self) -> str:
        return self.to("answer_community", "answer_community_by_link")

    def file(self, reference: str) -> str:
        return self.to("case_file", "file_by_link", file=reference)

    def let_in(self, look_id: int) -> str:
        return self.to("let_expert_in", "let_in_by_link", look_id=look_id)

    def keep_out(self, look_id: int) -> str:
        return self.to("keep_expert_out", "keep_out_by_link", look_id=look_id)

    def other(self, reference: str) -> str:
        """Another case of the same person."""
        return case_path(self.person, reference) if self.token else url_for("cases.show", reference=reference)

    def case(self) -> Case:
        return visible_case(self.person, self.reference)

    def led_to(self) -> Case:
        """The case, or the one that has its words since a merge."""
        return visible_led_to(self.person, self.reference)


def by_mail_link(view: Callable[..., Any]) -> Callable[..., Any]:
    """Gives the view the door that its link opens; a link that opens nothing says why, and what to do. Nothing is kept."""

    @wraps(view)
    def opened(token: str, **values: Any) -> Response:
        found = read_case_link(token)
        answer = gone(token) if found is None else view(Door(found.customer, found.reference, token), **values)
        response: Response = make_response(answer)
        response.headers["Cache-Control"] = "no-store"
        return response

    return opened


def gone(token: str) -> tuple[str, int]:
    old = old_case_link(token)
    return gone_page(old is not None, token, Press()), 410 if old else 404


def gone_page(old: bool, token: str, form: Press) -> str:
    return render_template("cases/link_gone.html", old=old, token=token, form=form, noindex=True)
