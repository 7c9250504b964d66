"""Numbers in addresses: only those a row can have, so that no database is asked for an impossible one."""

from werkzeug.routing import IntegerConverter


class RowId(IntegerConverter):
    """1 to 999,999,999, written without leading zeros; anything else is simply not found."""

    regex = r"[1-9]\d{0,8}"
