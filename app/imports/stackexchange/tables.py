"""The files of a dump that we read."""

from enum import StrEnum


class Table(StrEnum):
    """A table of the dump; the value is its file name without the suffix."""

    POSTS = "Posts"
    USERS = "Users"
    COMMENTS = "Comments"
    VOTES = "Votes"
    LINKS = "PostLinks"
    TAGS = "Tags"
    HISTORY = "PostHistory"

    @property
    def file_name(self) -> str:
        return f"{self.value}.xml"

    @property
    def root(self) -> str:
        """The name of the element around all rows."""
        return self.value.lower()


REQUIRED = (Table.POSTS, Table.USERS)
OPTIONAL = tuple(table for table in Table if table not in REQUIRED)

_BY_FILE_NAME = {table.file_name.lower(): table for table in Table}


def table_of(file_name: str) -> Table | None:
    """The table a file holds, by its name alone; capitals do not matter, and Badges.xml and strangers are None."""
    return _BY_FILE_NAME.get(file_name.lower())
