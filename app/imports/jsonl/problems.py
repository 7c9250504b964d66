"""What can be wrong with a single row, and with a file as a whole."""

from enum import StrEnum

from app.kit.texts import N_


class Wrong(StrEnum):
    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_A_TIME = "not_a_time"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    ORPHAN = "orphan"
    SOLUTION_UNKNOWN = "solution_unknown"
    DETAIL = "detail"


SENTENCES = {
    Wrong.MISSING: N_("%(column)s is missing or empty; the row was left out."),
    Wrong.NOT_TEXT: N_("%(column)s is not a text (%(value)s); the row was left out."),
    Wrong.NOT_A_TIME: N_("%(column)s is not a time (%(value)s); the row was left out."),
    Wrong.TOO_LONG: N_("%(column)s has more than %(limit)s %(unit)s; the row was left out."),
    Wrong.DUPLICATE: N_("An earlier row already has this id; this one was left out."),
    Wrong.ORPHAN: N_("The answer belongs to question %(question)s, which is not there; it was left out."),
    Wrong.SOLUTION_UNKNOWN: N_("The solution %(answer)s is not among its answers; the question is kept as not solved."),
    Wrong.DETAIL: N_("%(column)s cannot be read (%(value)s); the row is kept without it."),
}

ANSWERS_AS_QUESTIONS = N_(
    "Line %(line)s of %(name)s is an answer (it has a question_id and no title). "
    "Give the file of questions with --questions and the file of answers with --answers."
)
QUESTIONS_AS_ANSWERS = N_(
    "Line %(line)s of %(name)s is a question (it has a title and no question_id). "
    "Give the file of questions with --questions and the file of answers with --answers."
)
NO_ROW_FITS = N_("Not one row of %(name)s could be taken. The first: line %(line)s, %(reason)s")


class BadRow(Exception):
    """The row has to be left out."""

    def __init__(self, code: Wrong, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params
