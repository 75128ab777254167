"""HTML to PDF/A for paper. The only module that knows the print engine.

Print templates carry no stylesheet link: `static/css/print.css` is parsed once per process together
with the fonts it names, and laid over every document.
"""

import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC_DIR = Path(__file__).resolve().parents[2] / "static"
# Nothing answers at `.invalid` (RFC 2606): this host only marks "our static files".
BASE_URL = "https://print.invalid/static/"
# Archives take PDF/A; 2b adds nothing to a plain document but the colour profile and metadata.
# Tags (headings, paragraphs, tables in reading order) let a program read a page aloud.
VARIANT = "pdf/a-2b"
KEPT_CONTROLS = "\n\t"


class AddressRefusedError(ValueError):
    """A print document asked for something other than a static file of ours or `data:`."""


class StaticFetcher(URLFetcher):
    """Opens files below STATIC_DIR and `data:` addresses, never a network or another file."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file or data behind `url`; AddressRefusedError for everything else."""
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        return URLFetcherResponse(url, static_file(url).read_bytes())


def static_file(url: str) -> Path:
    """The existing file below STATIC_DIR that `url` names, symbolic links followed first."""
    if not url.startswith(BASE_URL):
        raise AddressRefusedError(f"Trang in không được mở địa chỉ ngoài hệ thống: {url}")
    path = unquote(urlsplit(url).path).removeprefix("/static/")
    file = (STATIC_DIR / path.lstrip("/")).resolve() if "\0" not in path else STATIC_DIR
    if not (file.is_relative_to(STATIC_DIR) and file.is_file()):
        raise AddressRefusedError(f"Trang in không tìm thấy tệp tĩnh: {url}")
    return file


# Pango font maps may be used by one thread at a time, and a new one per render leaks: one for the
# process, one render at a time. Layout holds the interpreter lock anyway.
_lock = threading.Lock()


@cache
def engine() -> tuple[StaticFetcher, dict[str, Any]]:
    """Fetcher and the options of every render: fonts, colour profile, parsed stylesheet.

    About 0.2 s, once per process. The first print of a process embeds a face a little differently
    from all later ones, so one is made here and thrown away: the same document, the same bytes.
    """
    fetcher = StaticFetcher()
    fonts = FontConfiguration()
    profiles: dict[str, Any] = {}
    css = CSS(
        string=(STATIC_DIR / "css" / "print.css").read_text(encoding="utf-8"),
        base_url=BASE_URL + "css/print.css",
        url_fetcher=fetcher,
        font_config=fonts,
        color_profiles=profiles,
    )
    options = {
        "stylesheets": [css],
        "font_config": fonts,
        "color_profiles": profiles,
        "pdf_variant": VARIANT,
        "pdf_tags": True,
        "output_intent": "--srgb",
        "finisher": _plain_metadata,
    }
    first = "<html lang='vi'><title>-</title><p>a<b>a</b><i>a</i><b><i>a</i></b></p></html>"
    HTML(string=first, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(**options)
    return fetcher, options


def _plain_metadata(document: Any, made: Any) -> None:
    """What the file says of itself stands in it as plain text: archives read it without unpacking
    (ISO 19005), and the engine packs it in every variant but the first."""
    number = int(made.catalog["Metadata"].split()[0])
    made.objects[number].compress = False


def render(html: str) -> bytes:
    """A whole HTML document as PDF/A bytes; the same document gives the same bytes.

    Title and language come from `<title>` and `<html lang>`. No date is written into the file and
    its identifier is a digest of its content. AddressRefusedError when the document asks for
    anything but our static files or `data:`.
    """
    with _lock:
        fetcher, options = engine()
        try:
            return HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(**options)
        except FatalURLFetchingError as error:  # a BaseException, so nothing above would see it
            if isinstance(error.__cause__, AddressRefusedError):
                raise error.__cause__ from None
            raise AddressRefusedError(f"Trang in không đọc được một địa chỉ: {error}") from error


def printable(value: Any) -> Any:
    """Frozen facts as they may stand on paper: NFC, no control or invisible format characters.

    Such characters reorder text (U+202E), break the metadata (U+000B) or print as boxes. Strings
    inside lists and dicts are cleaned alike; other values pass unchanged.
    """
    if isinstance(value, str):
        kept = (c for c in value.replace("\r\n", "\n") if c in KEPT_CONTROLS or _visible(c))
        return unicodedata.normalize("NFC", "".join(kept))
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return value


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
