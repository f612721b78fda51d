"""XML of others as a tree of elements, parsed with care: no DTD, so no entities of a document's own; bounded size."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from taktwin.exchange.jsondocument import MOST_BYTES, MOST_DEPTH, DocumentError, refuse

KIND = "EPCIS document"


@dataclass(slots=True)
class Element:
    """An element: namespace ("" for none) and name, attributes by both, children, and the text before the first."""

    space: str
    name: str
    line: int
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> Element | None:
        """The first child of that name, whatever its namespace."""
        return next((one for one in self.children if one.name == name), None)


class _Found(Exception):  # noqa: N818 - not an error: the root has been seen
    pass


def parse_xml(data: bytes, name: str = "") -> tuple[Element, dict[str, str]]:
    """The root of an XML document, and its namespaces by prefix, as first declared.

    Raises:
        DocumentError: It is larger than 64 MiB, no well-formed XML, nested deeper than 64 levels, or has a DTD.
    """
    if len(data) > MOST_BYTES:
        refuse(KIND, "", f"at most {MOST_BYTES} bytes, got {len(data)}", "split the document", name)
    return _Reader(name).read(data)


def root_of(data: bytes) -> tuple[str, str] | None:
    """Namespace and name of the root element, without reading on; None where that is no XML."""
    reader = _Reader("")
    reader.only_root = True
    try:
        reader.read(data[:65536])
    except _Found:
        return reader.root.space, reader.root.name
    except DocumentError:
        pass
    return None


class _Reader:
    def __init__(self, name: str) -> None:
        self.file = name
        self.only_root = False
        self.open: list[Element] = []
        self.root = Element("", "", 0)
        self.prefixes: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartNamespaceDeclHandler = self.namespace
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def read(self, data: bytes) -> tuple[Element, dict[str, str]]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            what = f"XML: {expat.ErrorString(error.code)}, column {error.offset + 1}"
            refuse(KIND, "", what, "export the document as XML", self.file, error.lineno)
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or half of a character
            refuse(KIND, "", f"XML: {error}", "save it as UTF-8", self.file)
        return self.root, self.prefixes

    def doctype(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        refuse(KIND, "", "XML without a document type declaration", "remove <!DOCTYPE ...>", self.file, line)

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        self.prefixes.setdefault(prefix or "", uri or "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(*_split(name), self.parser.CurrentLineNumber)
        element.attributes = {_split(key): value for key, value in attributes.items()}
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
            if self.only_root:
                raise _Found
        self.open.append(element)
        if len(self.open) > MOST_DEPTH:
            what = f"at most {MOST_DEPTH} levels of nesting"
            refuse(KIND, "", what, "export the document again", self.file, element.line)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if self.open and not self.open[-1].children:
            self.open[-1].text += text


def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition("\n")
    return space, local
