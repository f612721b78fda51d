"""The records of a JaamSim input file: `Define KIND { NAMES }`, `Include FILE` and `OBJECT KEYWORD { VALUES }`.

A record ends with the line on which all its braces are closed. Single quotation marks hold a text together; a comment
goes from `#` or `"` to the end of the line. Kinds, names and keywords are the same in capitals and in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import read_text

MOST_BRACES = 3
MOST_INCLUDES = 50
_PART = re.compile(r"'(?P<text>[^']*)'|(?P<brace>[{}])|(?P<comment>[#\"].*)|(?P<word>[^\s,{}'#\"]+)|(?P<open>')")
_BAD_NAME = re.compile(r"[\s{}'\"\[\]#]")

#: What a picture is made of: told nowhere, since nobody expects it of a model in text.
GRAPHICS = frozenset(
    "position size alignment orientation points displaymodel show movable region relativeentity textheight format "
    "datasource fontcolour fontcolor fontname fontstyle dropshadow dropshadowoffset dropshadowcolour screenposition "
    "alignbottom alignright windowsize windowposition viewcenter viewposition showwindow skyboximage lock2d "
    "colladafile imagefile shapefile colour color lineColour linewidth curvetype targetentity description dateformat "
    "startingyear startingmonth startingday processposition spacing maxperline stategraphics width outlinecolour "
    "filledcolour outline filled visible visibleviews drawrange bold italics fonttype randomseed unittype baseName "
    "preferredunits rotateentities showentityflow workingstatelist stateassignment defaultstatelist tooltip "
    "displayedunits snaptogrid realtime realtimefactor snapgridspacing showmodelbuilder showobjectselector "
    "showinputeditor showoutputviewer showpropertyviewer showlogviewer showlabels showsubmodels showreferences "
    "pausetime exitatstop printreport reportdirectory tracefile verifyevents incrementsize defaultentity"
    "".lower().split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """What stands in the braces of a keyword: texts, and braces within them; ``quoted`` tells which are texts."""

    keyword: str
    tokens: tuple[str, ...]
    file: str
    line: int
    quoted: frozenset[int] = frozenset()

    def wrong(self, thing: str, message: str, remedy: str) -> ModelError:
        """An error at this keyword."""
        return ModelError([Problem(self.file, self.line, f"{thing} {self.keyword}", message, remedy)])


@dataclass(slots=True)
class Thing:
    """An object: its kind and name, where it is defined, and its keywords (in small letters)."""

    kind: str
    name: str
    file: str
    line: int
    words: dict[str, Word] = field(default_factory=dict)

    def get(self, *keywords: str) -> Word | None:
        """The first of some keywords that is given and not empty."""
        found = (self.words.get(one.lower()) for one in keywords)
        return next((word for word in found if word is not None and word.tokens), None)

    def wrong(self, message: str, remedy: str) -> ModelError:
        """An error at the place where it is defined."""
        return ModelError([Problem(self.file, self.line, self.name, message, remedy)])


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int
    quoted: bool = False

    def is_(self, sign: str) -> bool:
        return self.text == sign and not self.quoted


class Things:
    """All objects of a model, by name in small letters, in the order of their definition."""

    def __init__(self, path: Path) -> None:
        self.named: dict[str, Thing] = {}
        self._add("Simulation", "Simulation", str(path), 1)
        self._read(path, ())

    def find(self, name: str) -> Thing | None:
        """The object of a name; JaamSim lets it stand in square brackets as well."""
        return self.named.get(name.strip("[]").lower())

    def of(self, *kinds: str) -> list[Thing]:
        """The objects of some kinds (in small letters)."""
        return [thing for thing in self.named.values() if thing.kind.lower() in kinds]

    def _read(self, path: Path, within: tuple[Path, ...]) -> None:
        real = path.resolve()
        file = str(path)
        if real in within:
            raise _wrong(file, 1, "Include", "the file includes itself, by way of others", "take one Include out")
        if len(within) >= MOST_INCLUDES:
            raise _wrong(file, 1, "Include", f"more than {MOST_INCLUDES} files within files", "put them together")
        for record in _records(read_text(path), file):
            first = record[0].text.lower()
            if first == "define" and not record[0].quoted:
                self._define(record, file)
            elif first == "include" and not record[0].quoted:
                self._include(record, path, (*within, real))
            elif first != "recordedits":
                self._keywords(record, file)

    def _define(self, record: list[_Token], file: str) -> None:
        line = record[0].line
        if len(record) < 5 or not record[2].is_("{") or not record[-1].is_("}"):
            raise _wrong(file, line, "Define", "expected a kind and names", "write `Define Server { Name1 Name2 }`")
        for token in record[3:-1]:
            if _BAD_NAME.search(token.text) or not token.text:
                raise _wrong(file, token.line, "Define", f"'{token.text}' cannot be a name", "leave the sign out")
            self._add(record[1].text, token.text, file, token.line)

    def _add(self, kind: str, name: str, file: str, line: int) -> None:
        before = self.named.get(name.lower())
        if before is not None:
            message = Phrase(
                "'{name}' is a {kind} already, defined in line {line}", name=name, kind=before.kind, line=before.line
            )
            raise _wrong(file, line, name, message, "give one of them another name")
        self.named[name.lower()] = Thing(kind, name, file, line)

    def _include(self, record: list[_Token], path: Path, within: tuple[Path, ...]) -> None:
        line = record[0].line
        if len(record) != 2:
            raise _wrong(str(path), line, "Include", "expected one file", "write `Include 'other.cfg'`")
        name = record[1].text.replace("\\", "/")
        if name.startswith("<res>"):
            return  # of the program itself: pictures and views
        other = path.parent / name
        if not other.is_file():
            raise _wrong(str(path), line, "Include", f"there is no file '{other}'", "check the path")
        self._read(other, within)

    def _keywords(self, record: list[_Token], file: str) -> None:
        head = record[0]
        words = list(_words(record, file))
        thing = self.find(head.text)
        if thing is None:
            if all(word.keyword.lower() in GRAPHICS for word in words):
                return  # something that JaamSim brings along, such as a style of texts
            message = Phrase("there is no object called '{text}'", text=head.text)
            raise _wrong(file, head.line, head.text, message, suggest(head.text, [o.name for o in self.named.values()]))
        for word in words:
            thing.words[word.keyword.lower()] = word


def _records(text: str, file: str) -> Iterator[list[_Token]]:
    record: list[_Token] = []
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        for token in _tokens(line, number, file):
            record.append(token)
            depth += token.is_("{") - token.is_("}")
            if depth < 0:
                raise _wrong(file, number, "", "a brace is closed that was never opened", "take one } out")
            if depth > MOST_BRACES:
                raise _wrong(file, number, "", f"more than {MOST_BRACES} braces within each other", "close one before")
        if record and depth == 0:
            yield record
            record = []
    if record:
        opened = next(one.line for one in record)
        raise _wrong(file, opened, record[0].text, "a brace is not closed up to the end of the file", "add a }")


def _tokens(line: str, number: int, file: str) -> Iterator[_Token]:
    for match in _PART.finditer(line):
        if match["comment"] is not None:
            return
        if match["open"] is not None:
            raise _wrong(file, number, "", "a quotation mark is not closed in its line", "add a '")
        if match["text"] is not None:
            yield _Token(match["text"], number, quoted=True)
        else:
            yield _Token(match[0], number)


def _words(record: list[_Token], file: str) -> Iterator[Word]:
    """Keywords of a record with what is in their braces."""
    at = 1
    while at < len(record):
        keyword = record[at]
        if at + 1 >= len(record) or not record[at + 1].is_("{") or keyword.is_("{") or keyword.is_("}"):
            message = Phrase("expected a keyword and its values in braces, got '{text}'", text=keyword.text)
            raise _wrong(file, keyword.line, record[0].text, message, "write `Name Keyword { value }`")
        depth, end = 1, at + 2
        while depth:
            depth += record[end].is_("{") - record[end].is_("}")
            end += 1
        inside = record[at + 2 : end - 1]
        quoted = frozenset(place for place, token in enumerate(inside) if token.quoted)
        yield Word(keyword.text, tuple(token.text for token in inside), file, keyword.line, quoted)
        at = end
    if len(record) == 1:
        raise _wrong(file, record[0].line, record[0].text, "expected keywords", "write `Name Keyword { value }`")


def _wrong(file: str, line: int, what: str, message: str, remedy: str) -> ModelError:
    return ModelError([Problem(file, line, what, message, remedy)])
