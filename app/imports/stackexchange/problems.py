"""What is wrong with single rows: a row is left out, or kept without a detail, and always listed with the reason."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.imports.faults import RowProblem
from app.imports.stackexchange.tables import Table
from app.kit.texts import N_


class ProblemCode(StrEnum):
    """Why a row, or a detail of it, was not taken over."""

    MISSING_ID = "missing_id"
    DUPLICATE_ID = "duplicate_id"
    MISSING_FIELD = "missing_field"
    UNREADABLE_NUMBER = "unreadable_number"
    UNREADABLE_DATE = "unreadable_date"
    BODY_TOO_LARGE = "body_too_large"
    UNKNOWN_POST_TYPE = "unknown_post_type"
    ORPHAN_ANSWER = "orphan_answer"
    UNKNOWN_POST = "unknown_post"
    UNKNOWN_LINK_TYPE = "unknown_link_type"

    ACCEPTED_UNKNOWN = "accepted_unknown"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    UNKNOWN_USER = "unknown_user"
    UNREADABLE_DETAIL = "unreadable_detail"


SENTENCES: dict[ProblemCode, str] = {
    ProblemCode.MISSING_ID: N_("The row has no usable Id and was left out."),
    ProblemCode.DUPLICATE_ID: N_("An earlier row already has this Id; this one was left out."),
    ProblemCode.MISSING_FIELD: N_("%(field)s is missing or empty; the row was left out."),
    ProblemCode.UNREADABLE_NUMBER: N_("%(field)s is not a number (%(value)s); the row was left out."),
    ProblemCode.UNREADABLE_DATE: N_("%(field)s is not a date (%(value)s); the row was left out."),
    ProblemCode.BODY_TOO_LARGE: N_("The text has %(bytes)s bytes, more than %(limit)s; the row was left out."),
    ProblemCode.UNKNOWN_POST_TYPE: N_("There is no kind of post number %(type)s; the row was left out."),
    ProblemCode.ORPHAN_ANSWER: N_(
        "The answer belongs to question %(question_id)s, which is not there; it was left out."
    ),
    ProblemCode.UNKNOWN_POST: N_("The row belongs to post %(post_id)s, which is not there; it was left out."),
    ProblemCode.UNKNOWN_LINK_TYPE: N_("There is no kind of link number %(type)s; the row was left out."),
    ProblemCode.ACCEPTED_UNKNOWN: N_(
        "The accepted answer %(answer_id)s is not there; the question is kept as not solved."
    ),
    ProblemCode.ACCEPTED_ELSEWHERE: N_(
        "The accepted answer %(answer_id)s belongs to question %(question_id)s; this question is kept as not solved."
    ),
    ProblemCode.UNKNOWN_USER: N_("The author %(user_id)s is not there; the row is kept without a known author."),
    ProblemCode.UNREADABLE_DETAIL: N_("%(field)s cannot be read (%(value)s); the row is kept without it."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where it is, which row, and why. `row_id` is None when the row's own id is what is missing."""

    table: Table
    line: int
    row_id: int | None
    code: ProblemCode
    params: dict[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The untranslated sentence, with places for `params`."""
        return SENTENCES[self.code]

    @property
    def neutral(self) -> RowProblem:
        """The same, as every import reports it."""
        row_id = "" if self.row_id is None else str(self.row_id)
        return RowProblem(self.code.value, self.table.file_name, self.line, row_id, self.sentence, dict(self.params))


class BadRow(Exception):
    """A row that has to be left out; the reader turns it into a Problem."""

    def __init__(self, code: ProblemCode, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
