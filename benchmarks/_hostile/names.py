"""The name server: every name has a public address of its own, but for those told otherwise."""

from __future__ import annotations

import asyncio
import struct
from collections import Counter
from collections.abc import Callable
from ipaddress import IPv4Address, ip_address
from typing import cast

#: Of the first name; addresses follow one another from here.
_FIRST = int(IPv4Address("93.184.0.1"))
_TYPE_A, _TYPE_AAAA = 1, 28

#: Gives the addresses of a name at its n-th look-up, counted from 1.
Records = Callable[[int], list[str]]


class Names:
    """What each name stands for, and how often it was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._special: dict[str, Records] = {}
        self._addresses: dict[str, str] = {}

    def tell(self, name: str, records: Records) -> None:
        """Have a name stand for other addresses than its own."""
        self._special[name] = records

    def own_address(self, name: str) -> str:
        """Give the public address that nobody but this name has."""
        number = _FIRST + len(self._addresses)
        return self._addresses.setdefault(name, str(IPv4Address(number)))

    def is_public(self, address: str) -> bool:
        """Whether an address is one that we gave to a name."""
        return address in self._addresses.values()

    def addresses(self, name: str, version: int) -> list[str]:
        """Give the addresses of one version of IP; a look-up is counted by its first half, IPv4."""
        self.asked[name] += version == 4
        special = self._special.get(name)
        found = special(max(self.asked[name], 1)) if special else [self.own_address(name)]
        return [address for address in found if ip_address(address).version == version]


class NameServer(asyncio.DatagramProtocol):
    """Answers questions of RFC 1035 for IPv4 and IPv6 addresses, and no others."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to answer."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one question; answers live for no time, so that each look-up is seen."""
        name, end = _name(data, 12)
        (kind,) = struct.unpack_from("!H", data, end)
        version = {_TYPE_A: 4, _TYPE_AAAA: 6}.get(kind)
        found = self._names.addresses(name, version) if version else []
        records = b"".join(
            b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 0, len(packed)) + packed
            for packed in (ip_address(address).packed for address in found)
        )
        head = data[:2] + struct.pack("!HHHHH", 0x8180, 1, len(found), 0, 0)
        self._transport.sendto(head + data[12 : end + 4] + records, addr)


def _name(data: bytes, at: int) -> tuple[str, int]:
    labels = []
    while length := data[at]:
        labels.append(data[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return ".".join(labels).lower(), at + 1
