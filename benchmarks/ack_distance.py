"""Slack as it is in earnest: encrypted, and some way off."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate for loopback that signs itself, and its key."""

    file: Path
    key: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Certificate":
        """Make one with the openssl of the machine."""
        certificate = cls(file=folder / "loopback.pem", key=folder / "loopback.key")
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        subject = ["-days", "2", "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1"]
        files = ["-keyout", str(certificate.key), "-out", str(certificate.file)]
        subprocess.run([*command, *subject, *files], check=True, capture_output=True)
        return certificate


@asynccontextmanager
async def distance(port: int, round_trip: float) -> AsyncIterator[int]:
    """Listen on a port that is a round trip of so many seconds away from the given one.

    On loopback a connection is open at once, so what is sent over it first is held back for the round trip that
    opening it takes elsewhere.
    """

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(round_trip)
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_carry(reader, back, round_trip / 2), _carry(there, writer, round_trip / 2))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Hand on every chunk so many seconds after it came, in order."""
    loop = asyncio.get_running_loop()
    last = loop.time()
    try:
        while chunk := await reader.read(CHUNK):
            last = loop.time() + seconds
            loop.call_at(last, _write, writer, chunk)
    except ConnectionError:
        pass
    loop.call_at(max(last, loop.time() + seconds), writer.close)


def _write(writer: asyncio.StreamWriter, chunk: bytes) -> None:
    if not writer.is_closing():
        writer.write(chunk)
