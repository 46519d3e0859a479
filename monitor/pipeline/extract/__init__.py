"""A page becomes an article: title, outlet, date, body and pictures. Pure: bytes in, values out."""

from monitor.pipeline.extract.article import extract_page
from monitor.pipeline.extract.errors import ExtractionError
from monitor.pipeline.extract.page import Author, DateEvidence, Page, PageImage

__all__ = ["Author", "DateEvidence", "ExtractionError", "Page", "PageImage", "extract_page"]
