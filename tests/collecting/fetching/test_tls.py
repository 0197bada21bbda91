"""Encrypted connections go to an address and are judged by the name."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.collecting.fetching.asking import always, authorities, fetcher

from detente.errors import FetchError

NAME = "news.example"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnews"
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to sign with")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Sign a certificate for one name."""
    folder = tmp_path_factory.mktemp("certificate")
    files = (folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "30", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


async def _answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)


def _get(host: str, handler: Handler, *, trust: Any, files: tuple[Path, Path] | None = None) -> str:
    """Get https://host/ from a server on loopback; give the body, or the error."""
    own = None
    if files is not None:
        own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own.load_cert_chain(*files)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        finally:
            writer.close()

    async def run() -> str:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=own)
        port = server.sockets[0].getsockname()[1]
        async with server, fetcher(resolver=always("127.0.0.1"), ssl_context=trust) as made:
            try:
                answer = await made.get(f"https://{host}:{port}/", robots=False)
                return answer.body.decode()
            except FetchError as error:
                return str(error)

    return asyncio.run(run())


@needs_openssl
def test_the_certificate_is_that_of_the_name_though_the_connection_goes_by_address(
    certificate: tuple[Path, Path],
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    assert _get(NAME, _answers, trust=trust, files=certificate) == "news"


@needs_openssl
@pytest.mark.filterwarnings("default::ResourceWarning")
def test_a_certificate_for_another_name_or_by_a_stranger_is_refused(
    certificate: tuple[Path, Path],
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    for host, context in (("other.example", trust), ("127.0.0.1", trust), (NAME, authorities())):
        assert _get(host, _answers, trust=context, files=certificate).startswith("TLS failed")


def test_the_name_stands_in_the_greeting() -> None:
    """What a server reads to choose among its certificates."""
    greeting = bytearray()

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greeting.extend(await reader.read(4000))

    assert _get(NAME, listens, trust=authorities()).startswith("TLS failed")
    assert NAME.encode() in greeting


def test_a_server_without_encryption_is_told() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    assert _get(NAME, plain, trust=authorities()).startswith("TLS failed")
