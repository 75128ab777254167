"""What a visitor brings along: address, browser, and the mark of a device known from before.

The mark is a signed cookie given at a successful sign-in. It opens nothing; it only keeps the
wrong attempts of others, from the same address too, from counting against its holder.
"""

import ipaddress
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from procuracy.web.access import client_address
from units.models import User

COOKIE = "device"
KEPT = 400 * 24 * 3600  # seconds: what browsers keep at most
ACCOUNTS_KEPT = 12  # of one shared PC
_SALT = "units.device"

# The first sign found names it: Edge and Cốc Cốc call themselves Chrome too, Chrome Safari.
_BROWSERS = [
    ("Edg", "Edge"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
]
_SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "máy tính Windows"),
    ("Macintosh", "máy tính Mac"),
    ("CrOS", "máy tính Chrome OS"),
    ("Linux", "máy tính Linux"),
]


@dataclass(frozen=True)
class Device:
    """`key` is empty for a device never seen; `accounts` signed in well on it."""

    key: str = ""
    accounts: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Visitor:
    address: str | None
    browser: str
    device: Device

    def key_for(self, account: User | None) -> str:
        """The device's key if this account has signed in on it before, else ""."""
        known = account is not None and account.pk in self.device.accounts
        return self.device.key if known else ""


# For what is done without a browser: a command, a job.
NOWHERE = Visitor(None, "", Device())


def visitor_of(request: HttpRequest) -> Visitor:
    agent = request.headers.get("User-Agent", "")
    return Visitor(address_of(request), in_words(agent), device_of(request))


def address_of(request: HttpRequest) -> str | None:
    try:
        return str(ipaddress.ip_address(client_address(request)))
    except ValueError:
        return None


def in_words(agent: str) -> str:
    """Chrome trên máy tính Windows."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "trình duyệt khác")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "thiết bị khác")
    return f"{browser} trên {system}"


def device_of(request: HttpRequest) -> Device:
    try:
        key, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError):
        return Device()
    return Device(key, accounts)


def remember(response: HttpResponse, request: HttpRequest, account: User) -> None:
    """This device is known for the account from now on."""
    device = device_of(request)
    others = [pk for pk in device.accounts if pk != account.pk]
    accounts = [account.pk, *others][:ACCOUNTS_KEPT]
    response.set_cookie(
        COOKIE,
        signing.dumps([device.key or secrets.token_hex(16), accounts], salt=_SALT),
        max_age=KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
