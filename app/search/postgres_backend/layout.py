"""The tables of the index, in a schema of their own.

They hold nothing that the database does not have elsewhere, so no migration makes them: a rebuild does, as it would
make a folder. Each generation has tables of its own, which are filled while nobody looks and dropped when they are old.
"""

from app.search.analysis import ANALYSIS

SCHEMA_VERSION = 3
"""Raise it with every change of the tables: older indexes cannot be read then, and ask to be rebuilt. What changes in the analysis
is told by `analysis.ANALYSIS`, which stands in the comment on a generation's table."""

SCHEMA = "search_index"
STATE = f"{SCHEMA}.state"
MEANWHILE = f"{SCHEMA}.meanwhile"

COLUMNS = (
    "kind", "id", "product", "label", "language", "visibility", "solved", "official", "updated", "lane",
    "vector", "common", "said", "words", "title_length", "body_length", "stamp",
)  # fmt: skip

SHORT = ("kind", "product", "label", "language", "visibility", "lane")

FOUNDATION = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {STATE} (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    generation integer NOT NULL,
    version integer NOT NULL,
    documents integer NOT NULL,
    lengths jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS {MEANWHILE} (kind text, id integer, PRIMARY KEY (kind, id));
CREATE SEQUENCE IF NOT EXISTS {SCHEMA}.generations AS integer;
"""


def documents_of(generation: int) -> str:
    return f"{SCHEMA}.documents_{int(generation)}"


def words_of(generation: int) -> str:
    return f"{SCHEMA}.words_{int(generation)}"


def creating(generation: int) -> str:
    """What is looked through at every search stays in the row: what can be filtered and counted by, and the strengths of common
    words. The rest leaves it (so that a page has several rows): the vector of a rare word's few rows is fetched. Starting another
    process takes longer than any search here does alone."""
    documents, words = documents_of(generation), words_of(generation)
    return f"""
    CREATE TABLE {documents} (
        kind text NOT NULL, id integer NOT NULL, product text NOT NULL, label text NOT NULL, language text NOT NULL,
        visibility text NOT NULL, solved boolean NOT NULL, official boolean NOT NULL, updated bigint NOT NULL, lane text NOT NULL,
        vector tsvector NOT NULL, common bytea NOT NULL, said text NOT NULL, words text NOT NULL,
        title_length integer NOT NULL, body_length integer NOT NULL, stamp bigint NOT NULL
    ) WITH (toast_tuple_target = 128, autovacuum_vacuum_scale_factor = 0.05, parallel_workers = 0);
    ALTER TABLE {documents} ALTER common SET STORAGE PLAIN, ALTER said SET STORAGE EXTERNAL, ALTER words SET STORAGE EXTERNAL,
        {", ".join(f"ALTER {column} SET STORAGE MAIN" for column in SHORT)};
    CREATE TABLE {words} (word text COLLATE "C" NOT NULL, documents integer NOT NULL, written text, letters integer, place integer)
        WITH (fillfactor = 80);
    COMMENT ON TABLE {documents} IS '{ANALYSIS}';
    """


def storing(generation: int, *, lz4: bool) -> str:
    """A vector is unpacked for each row that is weighed, and unpacking what PostgreSQL packs by itself (pglz, which makes it
    a fifth smaller) takes three quarters of a search's time."""
    way = "SET COMPRESSION lz4, ALTER vector SET STORAGE EXTENDED" if lz4 else "SET STORAGE EXTERNAL"
    return f"ALTER TABLE {documents_of(generation)} ALTER vector {way}"


def indexing(generation: int) -> str:
    """Made when the tables are full: three times faster than keeping them up row by row."""
    documents, words, number = documents_of(generation), words_of(generation), int(generation)
    return f"""
    ALTER TABLE {documents} ADD CONSTRAINT documents_{number}_key PRIMARY KEY (kind, id);
    CREATE INDEX documents_{number}_newest ON {documents} (updated DESC, id DESC);
    CREATE INDEX documents_{number}_vector ON {documents} USING gin (vector);
    ALTER TABLE {words} ADD CONSTRAINT words_{number}_key PRIMARY KEY (word);
    """
