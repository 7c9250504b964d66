"""Markdown to HTML, not yet sanitised: CommonMark, with tables and strikethrough for what people write."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as commonmark_table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from app.kit.markup.limits import (
    MAX_BLOCK_NESTING,
    MAX_DELIMITERS,
    MAX_GROWTH,
    MAX_INLINE_STEPS,
    MAX_TABLE_CELLS,
    MAX_TABLE_COLUMNS,
    TooIntricate,
)

STEPS = "inline_steps"
DELIMITERS = "delimiters"


def commonmark_html(source: str) -> str:
    """CommonMark as specified, raw HTML and all, without our extras. Not safe to show: for comparing with the
    specification."""
    return _SPECIFIED.render(source)


def markdown_html(source: str) -> str:
    """HTML of a body written in Markdown; raw HTML in it is text. Still to be sanitised.

    Errors: TooIntricate when a cap on structure is exceeded.
    """
    env: dict = {}
    tokens = _FOR_BODIES.parse(source, env)
    _align_without_style(tokens)
    html = _FOR_BODIES.renderer.render(tokens, _FOR_BODIES.options, env)
    if len(html) > MAX_GROWTH * (len(source) + 1_000):
        raise TooIntricate("growth")
    return html


def _build(*, extras: bool) -> MarkdownIt:
    # One level more than our own cap, because the parser silently drops the text of levels beyond its maximum.
    markdown = MarkdownIt("commonmark", {"html": not extras, "maxNesting": MAX_BLOCK_NESTING + 1})
    markdown.block.ruler.before("code", "nesting_cap", _flatten_deep_blocks)
    markdown.inline.ruler.before("text", "step_cap", _count_step)
    markdown.inline.ruler2.before("balance_pairs", "delimiter_cap", _count_delimiters)
    if extras:
        markdown.enable(["table", "strikethrough"])
        markdown.block.ruler.at("table", _capped_table, {"alt": ["paragraph", "reference"]})
    return markdown


def _flatten_deep_blocks(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """What lies too deep becomes one paragraph, markers included."""
    if state.level < MAX_BLOCK_NESTING or silent:
        return False
    return _as_paragraph(state, start_line, end_line)


def _capped_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A table above the caps stays the text that it was, as one paragraph."""
    if silent or not commonmark_table(state, start_line, end_line, True):
        return commonmark_table(state, start_line, end_line, silent)
    columns = _line(state, start_line + 1).count("|") + 1
    last = start_line + 2
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    if columns <= MAX_TABLE_COLUMNS and columns * (last - start_line) <= MAX_TABLE_CELLS:
        return commonmark_table(state, start_line, end_line, False)
    return _as_paragraph(state, start_line, last)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _as_paragraph(state: StateBlock, start_line: int, end_line: int) -> bool:
    state.line = end_line
    state.push("paragraph_open", "p", 1).map = [start_line, end_line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start_line, end_line, state.blkIndent, False).strip()
    inline.map = [start_line, end_line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _count_step(state: StateInline, silent: bool) -> bool:
    steps = state.env[STEPS] = state.env.get(STEPS, 0) + 1
    if steps > MAX_INLINE_STEPS:
        raise TooIntricate("inline steps")
    return False


def _count_delimiters(state: StateInline) -> None:
    count = len(state.delimiters) + sum(len(meta["delimiters"]) for meta in state.tokens_meta if meta)
    total = state.env[DELIMITERS] = state.env.get(DELIMITERS, 0) + count
    if total > MAX_DELIMITERS:
        raise TooIntricate("delimiters")


def _align_without_style(tokens: list[Token]) -> None:
    """Cells say `align`, because our pages allow no inline styles."""
    for token in tokens:
        if token.type in {"td_open", "th_open"} and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}


_SPECIFIED = _build(extras=False)
_FOR_BODIES = _build(extras=True)
