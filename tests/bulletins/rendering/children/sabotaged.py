"""The process that prints, with a printer that spoils what it prints."""

from weasyprint import Document

from bulletins.rendering.child import main
from tests.bulletins.rendering.sabotage import Spoil

_write_pdf = Document.write_pdf


def run(spoil: Spoil) -> None:
    """Print as always, but spoil the file before it is read back."""
    Document.write_pdf = lambda *args, **kwargs: spoil(_write_pdf(*args, **kwargs))
    main()
