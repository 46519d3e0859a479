"""PostgreSQL: a GIN index on the grams that a function makes of a document; it keeps them alone."""

from search.grams import IN_TITLE

DIFFERS = "IS DISTINCT FROM"

# What search.grams.document_grams gives. By its cost the planner knows never to call it for a row
# that the index can find.
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION search_grams(title text, body text) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$ BEGIN RETURN (
    WITH letter AS (
        SELECT mark, ascii(character)::bigint AS code, place
        FROM (VALUES (title, {IN_TITLE}), (body, 0)) AS part (characters, mark),
            unnest(string_to_array(characters, NULL)) WITH ORDINALITY AS letter (character, place)
    ), neighbours AS (
        SELECT mark, code, lead(code) OVER (PARTITION BY mark ORDER BY place) AS following
        FROM letter
    )
    SELECT array_agg(mark | code)
        || array_agg(mark | (following << 32) | code) FILTER (WHERE following IS NOT NULL)
    FROM neighbours
); END $$"""  # noqa: S608 - our own number
INDEX = (
    _FUNCTION,
    # Apart from the rows and as it is: searching reads many rows and of few the text.
    "ALTER TABLE {documents} ALTER COLUMN text SET STORAGE EXTERNAL",
    "CREATE INDEX IF NOT EXISTS {grams} ON {documents} USING gin (search_grams(title, text))",
    # ANALYZE would make the grams of thousands of texts, to no purpose.
    "ALTER INDEX {grams} ALTER COLUMN 1 SET STATISTICS 0",
)
DROP = ("DROP INDEX IF EXISTS {grams}",)

_MARKING = (
    "CREATE OR REPLACE FUNCTION mark_{{table}}_{event}() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN INSERT INTO {{marks}} (\"table\", object_id) VALUES ('{{table}}', {row}.{{key}});"
    " RETURN NULL; END $$"
)
WATCH = (
    _MARKING.format(event="written", row="NEW"),
    _MARKING.format(event="removed", row="OLD"),
    "CREATE OR REPLACE TRIGGER {table}_added AFTER INSERT ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION mark_{table}_written()",
    "CREATE OR REPLACE TRIGGER {table}_changed AFTER UPDATE OF {columns} ON {table}"
    " FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION mark_{table}_written()",
    "CREATE OR REPLACE TRIGGER {table}_removed AFTER DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION mark_{table}_removed()",
)
