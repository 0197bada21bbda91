"""Which IP addresses are public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.collecting.fetching.cases import BARE

from detente.collecting.fetching import checked, refusal
from detente.errors import Refused

PRIVATE = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)  # fmt: skip


@st.composite
def private(draw: st.DrawFn) -> IPv4Address:
    network = IPv4Network(draw(st.sampled_from(PRIVATE)))
    return network[draw(st.integers(0, network.num_addresses - 1))]


@st.composite
def written(draw: st.DrawFn, address: IPv4Address) -> str:
    """Write an address in any notation that some reader understands."""
    value = int(address)
    first = [value >> shift & 255 for shift in (24, 16, 8)][: draw(st.integers(0, 3))]
    parts = [*first, value & (1 << 8 * (4 - len(first))) - 1]
    forms = ("{}", "0{:o}", "0x{:x}", "0X{:X}", "000{:o}", "0x000{:x}")
    text = ".".join(draw(st.sampled_from(forms)).format(part) for part in parts)
    if draw(st.booleans()):
        text = text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F) if chr(c).isalnum()})
    return text.replace(".", draw(st.sampled_from(".。．｡"))) + draw(st.sampled_from(("", ".")))


@pytest.mark.parametrize(("ip", "why"), BARE)
def test_what_is_not_public_is_refused(ip: str, why: str) -> None:
    assert refusal(ip) == why


@pytest.mark.parametrize(
    "ip",
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "93.184.216.34", "100.63.255.255",
        "100.128.0.1", "126.255.255.255", "128.0.0.1", "168.63.129.15", "169.253.255.255",
        "169.255.0.1", "172.15.255.255", "172.32.0.1", "191.255.255.255", "192.0.1.1",
        "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1", "198.51.101.1",
        "203.0.112.255", "203.0.114.1", "223.255.255.254", "2000::1", "2001:200::1",
        "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450:4001:80b::200e", "2620:0:ccc::2",
        "2003::1", "3ffe::1", "2001:db9::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    ],
)  # fmt: skip
def test_what_is_public_is_not_refused(ip: str) -> None:
    assert refusal(ip) == ""


@given(private())
def test_no_private_address_passes_inside_another(address: IPv4Address) -> None:
    value = int(address)
    for carrier in ("::ffff:0:0", "64:ff9b::", "::"):
        assert refusal(str(IPv6Address(int(IPv6Address(carrier)) | value)))
    assert refusal(str(IPv6Address((0x2002 << 112) | value << 80)))


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_ipv6_is_public_only_where_public_addresses_are_given_out(address: IPv6Address) -> None:
    if not refusal(str(address)):
        carried = address.ipv4_mapped or address in IPv6Network("64:ff9b::/96")
        assert carried or address in IPv6Network("2000::/3")


@given(st.data())
def test_a_private_address_is_refused_in_any_notation(data: st.DataObject) -> None:
    address = data.draw(private())
    host = data.draw(written(address))
    with pytest.raises(Refused, match=f"{address} is "):
        checked(f"http://{host}/")


@given(st.data())
def test_a_public_address_is_itself_in_any_notation(data: st.DataObject) -> None:
    host = data.draw(written(IPv4Address("93.184.216.34")))
    assert checked(f"http://{host}/").host == "93.184.216.34"
