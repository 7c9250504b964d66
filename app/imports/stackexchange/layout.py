"""Where in a folder or an archive the tables of a dump lie. Looks at names only."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from app.imports.stackexchange.errors import Fault, NotADump
from app.imports.stackexchange.tables import REQUIRED, Table, table_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the dump, by its path relative to the top, with forward slashes."""

    name: str

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.name).parent)

    @property
    def table(self) -> Table | None:
        path = PurePosixPath(self.name)
        # macOS packs a shadow of every file into this folder.
        return None if "__MACOSX" in path.parts else table_of(path.name)


def find_tables(name: str, entries: list[Entry]) -> dict[Table, Entry]:
    """The tables that lie beside Posts.xml, wherever that is.

    Errors: NotADump if there is no table at all, if a required one is missing, or if one is there twice: two sites
    packed together must not be mixed, for their ids mean different posts.
    """
    tables = [(entry.table, entry) for entry in entries if entry.table]
    if not tables:
        raise NotADump(Fault.NOT_A_DUMP, name=name)
    posts = [entry for table, entry in tables if table is Table.POSTS]
    home = posts[0].folder if posts else None
    found: dict[Table, Entry] = {}
    for table, entry in tables:
        if table is not Table.POSTS and entry.folder != home:
            continue
        if table in found:
            first, second = sorted((found[table].name, entry.name))
            raise NotADump(Fault.TWO_DUMPS, file=table.file_name, first=first, second=second)
        found[table] = entry
    for table in REQUIRED:
        if table not in found:
            raise NotADump(Fault.MISSING_TABLE, file=table.file_name)
    return found
