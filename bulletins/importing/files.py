"""A file → lines, by what the file is."""

from __future__ import annotations

from bulletins.importing.lines import Line, UnreadableFileError
from bulletins.importing.plain import read_plain

#: What is read, by the ending of the name; the bytes have the last word.
ENDINGS = (".txt", ".md", ".docx", ".pdf")
MOST_BYTES = 50 * 1024 * 1024


def read_file(data: bytes) -> list[Line]:
    """Give the lines of a file, told by its first bytes.

    Raises:
        UnreadableFileError: too large, or nothing that can be read.

    """
    if len(data) > MOST_BYTES:
        raise UnreadableFileError
    # Imported when needed: both libraries take some 15 MB of every process that knows of them.
    if data.startswith(b"%PDF-"):
        from bulletins.importing.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        from bulletins.importing.word import read_word

        return read_word(data)
    return read_plain(data)
