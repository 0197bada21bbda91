"""The hosts of a team's own that may be fetched although they are not public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from detente.collecting.fetching.hostnames import literal, plain_host
from detente.errors import InvalidConfig

__all__ = ["Allowed"]

_REMEDY = (
    "write a host (intranet.example.org), one with its port (intranet.example.org:8080), all below "
    "a name (*.example.org), an IP address (10.1.2.3) or a network (10.1.0.0/16)"
)
_ENTRY = re.compile(r"(\[[^\[\]]*\]|[^\[\]:/]+)(?::([0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str = ""
    below: bool = False
    """Whether it means the names below `name` and not `name` itself."""
    network: IPv4Network | IPv6Network | None = None
    port: int | None = None

    def means(self, host: str, port: int, ip: str) -> bool:
        """Tell whether it allows `host` at `port`, which lies at `ip`."""
        if self.port not in (None, port):
            return False
        if self.network is not None:
            return _lies_in(ip, self.network)
        return host.endswith(f".{self.name}") if self.below else host == self.name


@dataclass(frozen=True, slots=True)
class Allowed:
    """An allow-list. What is on it is fetched wherever it lies: that risk is the team's own.

    A host allowed by name may resolve to any address, so whoever answers for that name decides what
    is connected to. An IP address or a network allows just those addresses, under any name.
    """

    entries: tuple[_Entry, ...] = ()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> Allowed:
        """Read ``host``, ``host:port``, ``*.example.org``, IP addresses and networks.

        Raises `InvalidConfig`.
        """
        return cls(tuple(map(_entry, entries)))

    def covers(self, host: str, port: int, ip: str) -> bool:
        """Tell whether `ip`, which is where `host` lies, may be connected to at `port`."""
        return any(entry.means(host, port, ip) for entry in self.entries)

    def opens(self, host: str, port: int) -> bool:
        """Tell whether an entry names this very port of the host."""
        named = (entry for entry in self.entries if entry.port is not None)
        return any(entry.means(host, port, host) for entry in named)


def _lies_in(ip: str, network: IPv4Network | IPv6Network) -> bool:
    try:
        address = ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address in network


def _entry(written: str) -> _Entry:
    try:
        return _network(written) if "/" in written else _host(written)
    except ValueError as error:
        raise InvalidConfig(f"allow-list: {written!r}: {error}; {_REMEDY}") from error


def _network(written: str) -> _Entry:
    network = ip_network(written)
    if network.prefixlen == 0:
        raise ValueError("this would allow every address")
    return _Entry(network=network)


def _host(written: str) -> _Entry:
    bare_ipv6 = written.count(":") > 1 and not written.startswith("[")
    found = _ENTRY.fullmatch(f"[{written}]" if bare_ipv6 else written)
    if found is None:
        raise ValueError("neither a host nor an address")
    port = None if found[2] is None else int(found[2])
    if port is not None and not 0 < port < 65_536:
        raise ValueError("no such port")
    below = found[1].startswith("*.")
    host = plain_host(found[1].removeprefix("*."))
    if address := literal(host):
        if below:
            raise ValueError("nothing lies below an address")
        return _Entry(network=ip_network(address), port=port)
    return _Entry(name=host, below=below, port=port)
