"""Finds the forms of a page as a browser would: where they are sent and what they carry."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

NOT_TYPED = {"hidden", "checkbox", "radio", "submit", "button", "file", "date", "time"}


def without_keys(name: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "#", name)


@dataclass
class FoundForm:
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    # Names of the fields somebody types free text into.
    texts: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The same for forms that differ in nothing but the row they are about."""
        names = sorted({name for name, _ in self.fields})
        return without_keys(f"{self.action} {names}")

    @property
    def unlike_texts(self) -> list[str]:
        """`texts`; of fields that repeat in every row those of the first and the last row."""
        rows: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for name, _ in self.fields if name in self.texts):
            rows.setdefault(without_keys(name), []).append(name)
        return sorted({name for names in rows.values() for name in (names[0], names[-1])})

    def filled(self, **typed: str | bytes) -> str:
        """Percent-encoded, as the page shows it, except for what is `typed`."""
        return urlencode([(name, typed.get(name, value)) for name, value in self.fields])

    def forced(self, value: str | bytes) -> str:
        """`value` in every field, also in those that nobody can type into."""
        return urlencode([(name, value) for name, _ in self.fields])


class FormsFound(HTMLParser):
    """`found` lists what may be sent by POST: forms, and single controls that send themselves."""

    def __init__(self, page: str, url: str) -> None:
        super().__init__()
        self.url, self.found = url, list[FoundForm]()
        self._open: FoundForm | None = None
        self._others = set[str]()
        self._select, self._textarea = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self._open and "formaction" in said:
            self._others.add(said["formaction"])
        if tag == "form":
            self._begin(said)
        elif "hx-post" in said and "name" in said:
            self._keep(FoundForm(said["hx-post"]), tag, said)
        elif self._open and said.get("name"):
            self._keep(self._open, tag, said, is_new=False)
        elif tag == "option" and self._open and self._select and "selected" in said:
            self._open.fields.append((self._select, said.get("value", "")))

    def _begin(self, said: dict[str, str]) -> None:
        self._open = None
        if said.get("method", "").lower() == "post" or "hx-post" in said:
            action = said.get("hx-post") or said.get("action") or self.url
            self._open = FoundForm(action)
            self.found.append(self._open)

    def _keep(
        self, form: FoundForm, tag: str, said: dict[str, str], *, is_new: bool = True
    ) -> None:
        if is_new:
            self.found.append(form)
        kind = said.get("type", "text") if tag == "input" else tag
        if kind in ("checkbox", "radio") and "checked" not in said:
            return
        if tag == "select":
            self._select = said["name"]
            return
        form.fields.append((said["name"], said.get("value", "")))
        if kind not in NOT_TYPED and tag in ("input", "textarea"):
            form.texts.add(said["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._end()
        elif tag == "select":
            self._select = ""

    def _end(self) -> None:
        """Buttons that send the same fields to another address are forms of their own."""
        if self._open:
            fields, texts = self._open.fields, self._open.texts
            self.found += [FoundForm(other, fields, texts) for other in sorted(self._others)]
        self._open, self._others = None, set()
