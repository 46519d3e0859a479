"""What the file says of itself (ISO 19005-3, 6.6; Matterhorn 06, 07, 11)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.bulletins.rendering.conformance.file import PdfFile

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMES = {
    "rdf": _RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "a": "http://www.aiim.org/pdfa/ns/id/",
    "ua": "http://www.aiim.org/pdfua/ns/id/",
    "x": "http://www.aiim.org/pdfa/ns/extension/",
    "s": "http://www.aiim.org/pdfa/ns/schema#",
    "p": "http://www.aiim.org/pdfa/ns/property#",
}
_VALUE_TYPES = ("Integer", "Text", "Date", "Boolean", "URI", "Real")
#: Properties of other schemas must be described in the file.
_KNOWN = (
    "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/pdf/1.3/", "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfa/ns/extension/",
)  # fmt: skip
#: What may be said, in the form in which it is said: of a text nothing, else a list of its kind.
_PROPERTIES = {
    "dc": {"title": "Alt", "description": "Alt", "rights": "Alt", "creator": "Seq", "date": "Seq",
           "contributor": "Bag", "language": "Bag", "subject": "Bag", "type": "Bag",
           "format": "", "identifier": "", "source": ""},
    "xmp": {"CreateDate": "", "ModifyDate": "", "MetadataDate": "", "CreatorTool": ""},
    "pdf": {"Producer": "", "Keywords": "", "PDFVersion": "", "Trapped": ""},
    "pdfaid": {"part": "", "conformance": "", "amd": "", "corr": ""},
    "pdfuaid": {"part": "", "amd": "", "corr": ""},
    "pdfaExtension": {"schemas": "Bag"},
}  # fmt: skip
#: The prefixes that PDF/A and PDF/UA insist on.
_PREFIXES = {
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
}
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def packet(file: PdfFile) -> Iterator[str]:
    """6.6.2.1: a stream of XMP, in a packet without encoding and length."""
    stream = file.root.Metadata
    if (str(stream.Type), str(stream.Subtype)) != ("/Metadata", "/XML"):
        yield "no metadata"
    try:
        stream.read_bytes().decode()
    except UnicodeDecodeError:
        yield "not in UTF-8"
        return
    begin = stream.read_bytes().partition(b"?>")[0]
    if b"xpacket" not in begin or b"bytes=" in begin or b"encoding=" in begin:
        yield repr(begin)
    if len(_tree(file).xpath("//rdf:RDF", namespaces=_NAMES)) != 1:
        yield "not one RDF"


def identification(file: PdfFile) -> Iterator[str]:
    """6.6.4; Matterhorn 06-002: both standards are named."""
    tree = _tree(file)
    for path, value in (("a:part", "3"), ("a:conformance", "A"), ("ua:part", "1")):
        found = tree.xpath(f"//@{path} | //{path}/text()", namespaces=_NAMES)
        if found != [value]:
            yield f"{path} is {found}"


def schemas(file: PdfFile) -> Iterator[str]:
    """6.6.2.3: properties are of known schemas, or described wholly."""
    tree = _tree(file)
    described: dict[str | None, set[str | None]] = {}
    for schema in tree.xpath("//x:schemas/rdf:Bag/rdf:li", namespaces=_NAMES):
        fields = {etree.QName(field).localname: field for field in schema}
        if not {"schema", "namespaceURI", "prefix", "property"} <= set(fields):
            yield f"a schema with {sorted(fields)}"
        named = schema.xpath("s:property/rdf:Seq/rdf:li", namespaces=_NAMES)
        for found in named:
            parts = {etree.QName(part).localname for part in found}
            if parts != {"name", "valueType", "category", "description"}:
                yield f"a property with {sorted(parts)}"
            kind = [found.findtext(f"p:{part}", namespaces=_NAMES)
                    for part in ("category", "valueType")]  # fmt: skip
            if kind[0] not in ("internal", "external") or kind[1] not in _VALUE_TYPES:
                yield f"a property of {kind}"
        described[schema.findtext("s:namespaceURI", namespaces=_NAMES)] = {
            found.findtext("p:name", namespaces=_NAMES) for found in named
        }
    for description in tree.xpath("//rdf:RDF/rdf:Description", namespaces=_NAMES):
        tags = [
            *description,
            *(name for name in description.attrib if not str(name).startswith("{" + _RDF)),
        ]
        for tag in tags:
            name = etree.QName(tag)
            known = described.get(name.namespace, set())
            if name.namespace not in _KNOWN and name.localname not in known:
                yield f"{name} is not described"


def prefixes(file: PdfFile) -> Iterator[str]:
    """6.6.2.3.3, 6.6.4; ISO 14289-1, 5: names of the standards' own begin as these say."""
    for element in _tree(file).iter():
        names = [element.tag, *element.attrib] if isinstance(element.tag, str) else []
        bound = {address: prefix for prefix, address in element.nsmap.items()}
        used = {etree.QName(name).namespace for name in names}
        for address, prefix in _PREFIXES.items():
            if address in used and bound.get(address) != prefix:
                yield f"{bound.get(address)} for {prefix}"


def properties(file: PdfFile) -> Iterator[str]:
    """6.6.2.3.1: of known schemas known properties only, once, in the form that they have."""
    said: Counter[str] = Counter()
    for description in _tree(file).xpath("//rdf:RDF/rdf:Description", namespaces=_NAMES):
        prefixes = {address: prefix for prefix, address in description.nsmap.items()}
        found = [(str(name), "") for name in description.attrib if _RDF not in str(name)]
        found += [(part.tag, _form(part)) for part in description]
        for name, form in found:
            said[name] += 1
            known = _PROPERTIES.get(prefixes[etree.QName(name).namespace], {})
            if known.get(etree.QName(name).localname) != form:
                yield f"{name} as {form or 'text'}"
    yield from (f"{name} twice" for name, times in said.items() if times > 1)


def _form(part: Any) -> str:
    return etree.QName(part[0]).localname if len(part) else ""


def title(file: PdfFile) -> Iterator[str]:
    """Matterhorn 06-003, 07-001, 07-002: a title, which is shown instead of the file's name."""
    titles = _tree(file).xpath("//dc:title/rdf:Alt/rdf:li/text()", namespaces=_NAMES)
    if len(titles) != 1 or not titles[0].strip():
        yield f"{titles}"
    if not file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "not shown"
    trailer: Any = file.pdf.trailer
    written = str(trailer.Info.get("/Title", "")) if "/Info" in trailer else ""
    if titles and written and written != titles[0]:
        yield f"another one in the trailer: {written}"


def dates(file: PdfFile) -> Iterator[str]:
    """6.6.3: days as XMP writes them."""
    for path in ("xmp:CreateDate", "xmp:ModifyDate"):
        for text in _tree(file).xpath(f"//{path}/text()", namespaces=_NAMES):
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", text):
                yield text


def language(file: PdfFile) -> Iterator[str]:
    """6.7.4; Matterhorn 11: the language of all texts, those of links and bookmarks too."""
    languages = [str(file.root.get("/Lang", ""))]
    languages += [str(element.Lang) for element in file.elements if "/Lang" in element]
    languages += [str(mark.properties.Lang) for step in file.steps for mark in step.marks
                  if mark.properties is not None and "/Lang" in mark.properties]  # fmt: skip
    for text in languages:
        if not _LANGUAGE.fullmatch(text):
            yield repr(text)


def _tree(file: PdfFile) -> etree._Element:
    return etree.fromstring(file.root.Metadata.read_bytes())
