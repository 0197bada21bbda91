"""Which IP addresses may be connected to: those of the public network, and no others.

The tables are IANA's registries of special-purpose addresses, written out so that the answer does
not change with the version of Python.
"""

from __future__ import annotations

from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

__all__ = ["refusal"]

_METADATA = frozenset(
    map(
        ip_address,
        (
            "169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192",
            "168.63.129.16",  # Azure's lies in public space
            "fd00:ec2::254", "fd20:ce::254",
        ),
    )
)  # fmt: skip

_IPV4 = tuple(
    (IPv4Network(network), reason)
    for network, reason in (
        ("255.255.255.255/32", "broadcast"),
        ("0.0.0.0/32", "unspecified"),
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier's customers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "for retired tunnels"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

_IPV6 = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "an IPv4 address in disguise"),
        ("64:ff9b:1::/48", "a local translation to IPv4"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("2001::/32", "a retired tunnel"),
        ("2001::/23", "for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "a retired tunnel"),
        ("3fff::/20", "for documentation"),
    )
)

_PUBLIC_IPV6 = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")


def refusal(ip: str) -> str:
    """Say in words why an address is refused; empty if it is a public one of one machine."""
    try:
        address = ip_address(ip)
    except (AddressValueError, ValueError):
        return "not an IP address"
    if address in _METADATA:
        return "the metadata of a cloud"
    return _of_ipv4(address) if isinstance(address, IPv4Address) else _of_ipv6(address)


def _of_ipv4(address: IPv4Address) -> str:
    return next((reason for network, reason in _IPV4 if address in network), "")


def _of_ipv6(address: IPv6Address) -> str:
    if address.scope_id:
        return "of one wire only"
    inner = _within(address)
    if inner is not None:
        return refusal(str(inner))
    for network, reason in _IPV6:
        if address in network:
            return reason
    return "" if address in _PUBLIC_IPV6 else "reserved"


def _within(address: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that is reached by way of this one.

    Retired ways (6to4, Teredo, IPv4-compatible) are none: they are refused whatever they hold.
    """
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
