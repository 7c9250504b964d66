"""Why a whole dump is refused. Raised while opening or checking, before anything has been written anywhere."""

from enum import StrEnum

from app.imports.faults import ArchiveFault
from app.kit.texts import N_


class Fault(StrEnum):
    """What is wrong with the dump as a whole."""

    NOT_FOUND = "not_found"
    NOT_A_DUMP = "not_a_dump"
    SEVEN_ZIP = "seven_zip"
    MISSING_TABLE = "missing_table"
    TWO_DUMPS = "two_dumps"
    UNREADABLE = "unreadable"

    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    WRONG_ENCODING = "wrong_encoding"
    NOT_THIS_TABLE = "not_this_table"

    DAMAGED_ARCHIVE = "damaged_archive"
    UNKNOWN_COMPRESSION = "unknown_compression"
    ENCRYPTED = "encrypted"
    OUTSIDE_PATH = "outside_path"
    SYMLINK = "symlink"
    NESTED_ARCHIVE = "nested_archive"
    DOCTYPE = "doctype"

    TOO_MANY_ENTRIES = "too_many_entries"
    TOO_LARGE = "too_large"
    PACKED_TOO_TIGHT = "packed_too_tight"
    ROW_TOO_LARGE = "row_too_large"


SENTENCES: dict[Fault, str] = {
    Fault.NOT_FOUND: N_("There is nothing at %(name)s."),
    Fault.NOT_A_DUMP: N_("%(name)s is not a Stack Exchange dump: it is neither a folder nor a zip with Posts.xml."),
    Fault.SEVEN_ZIP: N_("%(name)s is a 7z archive. Unpack it and give the folder, or pack it as a zip."),
    Fault.MISSING_TABLE: N_("%(file)s is missing; a dump cannot be imported without it."),
    Fault.TWO_DUMPS: N_("%(file)s is there more than once (%(first)s and %(second)s). Give one dump at a time."),
    Fault.UNREADABLE: N_("%(file)s cannot be read: %(reason)s."),
    Fault.TRUNCATED: N_("%(file)s breaks off at line %(line)s. Copy or download it again."),
    Fault.MALFORMED: N_("%(file)s is damaged: line %(line)s is not valid XML."),
    Fault.WRONG_ENCODING: N_("%(file)s is not in UTF-8 (%(detail)s)."),
    Fault.NOT_THIS_TABLE: N_("%(file)s does not hold the table it is named for: line %(line)s has <%(element)s>."),
    Fault.DAMAGED_ARCHIVE: N_("The archive %(name)s is damaged or incomplete. Copy or download it again."),
    Fault.UNKNOWN_COMPRESSION: N_(
        "%(file)s is packed in a way we do not unpack. Pack the dump again as an ordinary zip."
    ),
    Fault.ENCRYPTED: N_("The archive is protected by a password (%(file)s). Give one without."),
    Fault.OUTSIDE_PATH: N_("The archive holds a name that points outside of it (%(file)s) and is refused."),
    Fault.SYMLINK: N_("%(file)s is a symbolic link. A dump must hold the files themselves."),
    Fault.NESTED_ARCHIVE: N_("The archive holds another archive (%(file)s). Unpack it first."),
    Fault.DOCTYPE: N_("%(file)s declares a document type, which no dump does, and is refused."),
    Fault.TOO_MANY_ENTRIES: N_("The dump holds more than %(limit)s files and is refused."),
    Fault.TOO_LARGE: N_("Unpacked, the dump is larger than %(limit)s bytes and is refused."),
    Fault.PACKED_TOO_TIGHT: N_("%(file)s unpacks to more than %(limit)s times its size and is refused."),
    Fault.ROW_TOO_LARGE: N_("%(file)s has a row of more than %(limit)s bytes near line %(line)s and is refused."),
}


class DumpError(ArchiveFault):
    """The dump is refused as a whole; `fault` says for what."""

    def __init__(self, fault: Fault, **params: str | int) -> None:
        super().__init__(SENTENCES[fault], **params)
        self.fault = fault


class NotADump(DumpError):
    """There is no dump here, or not all of one, or more than one."""


class DamagedDump(DumpError):
    """The dump is one, but its bytes or its XML do not hold together."""


class UnsafeDump(DumpError):
    """The dump contains what an honest dump never does."""


class OversizedDump(UnsafeDump):
    """The dump asks for more than this machine is willing to spend."""
