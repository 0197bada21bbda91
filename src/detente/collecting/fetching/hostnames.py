"""The one spelling of a host, whatever disguise it comes in."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

__all__ = ["literal", "plain_host"]

LONGEST = 253

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_OCTAL = re.compile(r"[0-7]+")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


def plain_host(written: str) -> str:
    """Give a name in lower-case ASCII without a last dot, or an IP address as usually written.

    IPv4 addresses are read as browsers and the C library read them: 1 to 4 numbers, each decimal,
    octal or hexadecimal. Raises `ValueError` with the reason for what is no host.
    """
    if written.startswith("["):
        return _ipv6(written)
    if len(written) > LONGEST + 1 or not written:
        raise ValueError("no host" if not written else "host too long")
    host = (written if written.isascii() else _mapped(written)).lower().removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    if len(host) > LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError("not the name of a host")
    return host


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """Give the address that a plain host spells out; None for a name."""
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except AddressValueError:
        return None


def _mapped(written: str) -> str:
    """Turn a name of another script into ASCII, and full-width letters, digits and dots too."""
    from idna import IDNAError, encode

    try:
        return encode(written, uts46=True).decode("ascii")
    except (IDNAError, UnicodeError) as error:
        raise ValueError("not the name of a host") from error


def _ipv6(written: str) -> str:
    if not written.endswith("]") or "%" in written:  # a zone says which wire: never public
        raise ValueError("not an IPv6 address")
    try:
        address = IPv6Address(written[1:-1])
    except AddressValueError as error:
        raise ValueError("not an IPv6 address") from error
    return str(address.ipv4_mapped or address)


def _ipv4(labels: list[str]) -> str:
    """Read the numbers of an address; the last one fills what the others leave."""
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        raise ValueError("not an IPv4 address")
    *first, last = map(_number, labels)
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise ValueError("not an IPv4 address")
    total = last + sum(number << (24 - 8 * place) for place, number in enumerate(first))
    return str(IPv4Address(total))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    octal = len(label) > 1 and label.startswith("0")
    if octal and not _OCTAL.fullmatch(label):
        raise ValueError("not an IPv4 address")
    return int(label, 8 if octal else 10)
