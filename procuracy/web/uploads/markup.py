"""The text of one XML part of a Word or Excel file, as somebody would read it.

Parsed, not searched: other encodings, comments and pieces of a word in several runs hide nothing.
Whatever is not part of a run of text ends a line, so that a stamp never hides behind its neighbour.
"""

import re
from xml.parsers import expat

from procuracy.web.errors import Refused

ENTITIES = "Tệp có khai báo không dùng trong tệp Word, Excel."

# Runs of one paragraph or cell, and what may stand around them without ending a line.
_INLINE = {"r", "t", "delText", "ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag"}
_INLINE |= {"sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "instrText"}
# How a run or paragraph looks: no text stands in there.
_LOOKS = {"rPr", "pPr", "endParaRPr", "sdtPr", "smartTagPr", "customXmlPr"}
_BREAKS = {"br", "cr", "tab", "ptab"}
# Text in attributes: word art (watermarks), descriptions of pictures.
_SAID_BESIDE = {"string", "descr", "title", "alt"}
# "&C&"Times,Bold"&14TỐI MẬT": centre, font and size of a sheet's header.
_HEADERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
_PLACE = re.compile(r"&[LCR]")
_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f+-]{6}|&\d+|&[A-Z]')


class Markup:
    """`feed` once; then `text()`, and what the part would do when opened."""

    def __init__(self) -> None:
        self.fetches = False  # something is read from elsewhere
        self.types: list[str] = []
        self._instructions: list[str] = []
        self._pieces: list[str] = []
        self._waiting = ""  # opened just now: empty, or with something inside
        self._looks = 0
        self._path: list[str] = []

    def feed(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._declared
        parser.Parse(content, True)

    def text(self) -> str:
        return "".join(self._pieces)

    def instructions(self) -> str:
        """What fields say, one paragraph's a line."""
        return "".join(self._instructions)

    def _declared(self, *_: object) -> None:
        """Entities of its own make a part mean more than it shows."""
        raise Refused(ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open()
        local = name.rpartition(":")[2]
        self._waiting = local
        self._path.append(local)
        if local == "p":
            self._instructions.append("\n")
        if attributes:
            self._attributes(local, attributes)

    def _attributes(self, local: str, attributes: dict[str, str]) -> None:
        said = [value for key, value in attributes.items() if key in _SAID_BESIDE]
        if local == "sheet" and "name" in attributes:
            said.append(attributes["name"])
        self._pieces += [f"\n{value}\n" for value in said]
        if local == "Relationship" and attributes.get("TargetMode") == "External":
            self.fetches |= not attributes.get("Type", "").endswith("/hyperlink")
        elif local in ("Override", "Default"):
            self.types.append(attributes.get("ContentType", "").lower())
        elif local == "fldSimple":
            self._instructions += [f"\n{v}" for k, v in attributes.items() if k.endswith("instr")]

    def _open(self) -> None:
        """What was opened is not empty."""
        local, self._waiting = self._waiting, ""
        if local in _LOOKS:
            self._looks += 1
        elif local and not self._looks and local not in _INLINE:
            self._pieces.append("\n")

    def _end(self, name: str) -> None:
        local = self._path.pop()
        is_empty, self._waiting = bool(self._waiting), ""
        if is_empty:
            if local in _BREAKS and not self._looks:
                self._pieces.append("\n")
        elif local in _LOOKS:
            self._looks -= 1
        elif not self._looks and local not in _INLINE:
            self._pieces.append("\n")

    def _data(self, data: str) -> None:
        self._open()
        if self._looks:
            return
        inside = self._path[-1]
        if inside == "instrText":
            self._instructions.append(data)
            return
        if inside in _HEADERS:
            data = _CODE.sub("", _PLACE.sub("\n", data))
        self._pieces.append(data)
