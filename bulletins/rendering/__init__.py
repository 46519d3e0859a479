"""From a frozen document to a printed page: document, HTML, PDF."""
