"""A file → lines, by what the file is."""

from __future__ import annotations

from bulletins.importing.lines import Line, UnreadableFileError
from bulletins.importing.pdf import read_pdf
from bulletins.importing.plain import read_plain
from bulletins.importing.word import read_word

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
    if data.startswith(b"%PDF-"):
        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return read_word(data)
    return read_plain(data)
