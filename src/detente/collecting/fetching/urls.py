"""Web addresses, taken apart once and put together anew, so that nobody reads them otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from detente.collecting.fetching import reasons
from detente.collecting.fetching.addresses import refusal
from detente.collecting.fetching.allowed import Allowed
from detente.collecting.fetching.hostnames import literal, plain_host
from detente.errors import Refused

__all__ = ["Address", "checked", "onward"]

LONGEST = 8_000
"""Characters of the longest address that is fetched."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

_BAD_PORTS = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
))  # fmt: skip
"""Where other services than the web listen: the list that browsers keep to (WHATWG Fetch)."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE | re.ASCII)
_PARTS = re.compile(r"[^:]*://([^/?#]*)([^#]*)(?:#.*)?")
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::([0-9]{0,5}))?")

# Browsers drop some of these and read a backslash as a slash; others do not: who checks an address
# and who fetches it must not differ.
_TRICKS = re.compile(r"[\x00-\x20\x7f-\x9f\s\\\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address that may be asked for."""

    scheme: str
    host: str
    """A name in ASCII, or an IP address without brackets."""
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def text(self) -> str:
        """The whole address."""
        return self.origin + self.target


def checked(url: str, allowed: Allowed | None = None) -> Address:
    """Take a web address apart. Raises `Refused` for what must not be fetched, and why.

    This looks at nothing but the text; where a name lies is checked when it is connected to.
    """
    allowed = allowed or Allowed()
    scheme = _scheme(url)
    found = _PARTS.fullmatch(url)
    if found is None:
        raise _no_address(url, "no // after the scheme")
    host, port = _authority(url, found[1], _DEFAULT_PORTS[scheme])
    if port in _BAD_PORTS and not allowed.opens(host, port):
        raise Refused(reasons.PORT, f"{_short(url)}: {port} is no port of the web")
    if literal(host) and (why := refusal(host)) and not allowed.covers(host, port, host):
        raise Refused(reasons.ADDRESS, f"{_short(url)}: {host} is {why}")
    return _made(url, Address(scheme=scheme, host=host, port=port, target=""), found[2])


def onward(base: Address, location: str, allowed: Allowed | None = None) -> Address:
    """Take apart where a redirect from `base` leads. Raises `Refused`."""
    # Servers forget to quote a space in a path; in a host it is refused in its quoted form as well.
    location = location.strip(" ").replace(" ", "%20")
    if trick := _TRICKS.search(location):
        raise _no_address(location, f"{trick[0]!r} in it")
    # Joining would make a path of a host that is left out: browsers look for it in what follows.
    if location.startswith("///"):
        raise _no_address(location, "no host")
    if _SCHEME.match(location):
        return checked(location, allowed)
    try:
        joined = urljoin(base.text, location)
    except ValueError as error:
        raise _no_address(location, str(error)) from error
    return checked(joined, allowed)


def _scheme(url: str) -> str:
    if len(url) > LONGEST:
        raise _no_address(url, f"longer than {LONGEST:,} characters")
    if trick := _TRICKS.search(url):
        raise _no_address(url, f"{trick[0]!r} in it")
    found = _SCHEME.match(url)
    if found is None:
        raise _no_address(url, "no scheme")
    scheme = found[1].lower()
    if scheme not in _DEFAULT_PORTS:
        raise Refused(reasons.SCHEME, f"{_short(url)}: only http and https are fetched")
    return scheme


def _authority(url: str, written: str, usual: int) -> tuple[str, int]:
    if "@" in written:
        raise _no_address(url, "a user name or password in it")
    if "%" in written:
        raise _no_address(url, "a host with % in it")
    found = _AUTHORITY.fullmatch(written)
    if found is None:
        raise _no_address(url, "neither a host nor a port")
    port = int(found[2] or usual)
    if not 0 < port < 65_536:
        raise _no_address(url, "no such port")
    try:
        return plain_host(found[1]), port
    except ValueError as error:
        raise _no_address(url, str(error)) from error


def _made(url: str, bare: Address, rest: str) -> Address:
    """Add path and query in the spelling in which they are sent."""
    try:
        sent = httpx.URL(bare.origin + rest)
    except httpx.InvalidURL as error:
        raise _no_address(url, str(error)) from error
    target = sent.raw_path.decode("ascii")
    address = Address(scheme=bare.scheme, host=bare.host, port=bare.port, target=target)
    if (sent.raw_host.decode("ascii"), sent.port or bare.port) != (bare.host, bare.port):
        raise _no_address(url, "a host that can be read in two ways")
    return address


def _no_address(url: str, why: str) -> Refused:
    return Refused(reasons.NOT_A_WEB_ADDRESS, f"{_short(url)}: {why}")


def _short(url: str) -> str:
    return repr(url if len(url) <= 120 else f"{url[:119]}…")
