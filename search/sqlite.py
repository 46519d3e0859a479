"""SQLite: grams in a contentless FTS5 table, kept by triggers on the documents.

FTS5 can only forget a document when told what it knew of it, which triggers know best. They call
``search_grams``, a function of ours that every connection is taught.
"""

DIFFERS = "IS NOT"

_ADD = (
    "INSERT INTO {grams} (rowid, grams) VALUES (NEW.object_id, search_grams(NEW.title, NEW.text));"
)
_REMOVE = (
    "INSERT INTO {grams} ({grams}, rowid, grams)"
    " VALUES ('delete', OLD.object_id, search_grams(OLD.title, OLD.text));"
)
INDEX = (
    # The numbers of documents alone: positions would make the index twice as large, and candidates
    # are few enough to be looked through.
    "CREATE VIRTUAL TABLE {grams} USING fts5"
    "(grams, content='', columnsize=0, detail=none, tokenize='ascii')",
    "INSERT INTO {grams} (rowid, grams)"
    " SELECT object_id, search_grams(title, text) FROM {documents} ORDER BY object_id",
    f"CREATE TRIGGER {{grams}}_added AFTER INSERT ON {{documents}} BEGIN {_ADD} END",
    f"CREATE TRIGGER {{grams}}_removed AFTER DELETE ON {{documents}} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER {{grams}}_changed AFTER UPDATE ON {{documents}} BEGIN {_REMOVE} {_ADD} END",
)
DROP = (
    "DROP TRIGGER IF EXISTS {grams}_added",
    "DROP TRIGGER IF EXISTS {grams}_removed",
    "DROP TRIGGER IF EXISTS {grams}_changed",
    "DROP TABLE IF EXISTS {grams}",
)

_MARK = "INSERT INTO {{marks}} (\"table\", object_id) VALUES ('{{table}}', {row}.{{key}});"
WATCH = (
    "DROP TRIGGER IF EXISTS {table}_added",
    "DROP TRIGGER IF EXISTS {table}_changed",
    "DROP TRIGGER IF EXISTS {table}_removed",
    f"CREATE TRIGGER {{table}}_added AFTER INSERT ON {{table}} BEGIN {_MARK.format(row='NEW')} END",
    "CREATE TRIGGER {table}_changed AFTER UPDATE OF {columns} ON {table} WHEN {changed}"
    f" BEGIN {_MARK.format(row='NEW')} END",
    "CREATE TRIGGER {table}_removed AFTER DELETE ON {table}"
    f" BEGIN {_MARK.format(row='OLD')} END",
)
