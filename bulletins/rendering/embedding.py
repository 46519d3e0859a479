"""What a PDF carries besides its pages: attached files, and the mark of PDF/UA-1 in its metadata.

Works on the objects that WeasyPrint hands to a ``finisher``, before they are written.
"""

# ruff: noqa: ANN401 - pydyf's objects have no types.

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pydyf

#: PDF/A knows the mark of PDF/UA only when its schema is described (ISO 19005-3, 6.6.2.3).
_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class Relationship(StrEnum):
    """What an attached file is to the pages (AFRelationship, ISO 19005-3, annex E)."""

    SOURCE = "/Source"
    SUPPLEMENT = "/Supplement"


@dataclass(frozen=True)
class AttachedFile:
    """A file of JSON inside the PDF."""

    name: str
    data: bytes
    description: str
    relationship: Relationship


def declare_accessible(pdf: Any) -> None:
    """Say in the metadata that the file keeps to PDF/UA-1."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")
                       for part in metadata.stream]  # fmt: skip


def attach(pdf: Any, files: list[AttachedFile], day: date) -> None:
    """Embed files, dated with one day so that the PDF comes out the same when made again."""
    specifications = [_file(pdf, file, day) for file in files]
    names = [
        part
        for file, specification in zip(files, specifications, strict=True)
        for part in (pydyf.String(file.name), specification)
    ]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(specifications)


def _file(pdf: Any, file: AttachedFile, day: date) -> bytes:
    moment = pydyf.String(f"D:{day:%Y%m%d}000000Z")
    checksum = hashlib.md5(file.data, usedforsecurity=False).hexdigest()
    content = pydyf.Stream(
        [file.data],
        pydyf.Dictionary({
            "Type": "/EmbeddedFile",
            "Subtype": "/application#2fjson",
            "Params": pydyf.Dictionary({
                "Size": len(file.data), "CheckSum": f"<{checksum}>",
                "CreationDate": moment, "ModDate": moment,
            }),
        }),
        compress=True,
    )  # fmt: skip
    pdf.add_object(content)
    specification = pydyf.Dictionary({
        "Type": "/Filespec",
        "F": pydyf.String(file.name),
        "UF": pydyf.String(file.name),
        "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
        "Desc": pydyf.String(file.description),
        "AFRelationship": file.relationship,
    })  # fmt: skip
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference
