"""A ZIP archive in, its members out one at a time: what its directory says is weighed before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from briefs.errors import Unreadable

if TYPE_CHECKING:
    from zipfile import ZipInfo

END = struct.Struct("<4s4H2LH")
"""The last record of an archive: its mark, disks, how many members, the size and place of the directory, a comment."""
END_MARK = b"PK\x05\x06"
LONGEST_COMMENT = 0xFFFF
MOST_MEMBERS = 2_000
MOST_DIRECTORY = 400_000
MOST_UNPACKED = 60_000_000
MOST_RATIO = 200
"""How far a member may swell: text shrinks to a fifth, the XML of Office to a fiftieth, a bomb to a thousandth."""
SMALL = 1_000_000
"""Bytes below which a member may be as dense as it likes."""
HEADER = 30
"""Bytes that stand before a member at least."""


def opened(data: bytes, name: str) -> ZipFile:
    """The archive, once its directory was found harmless. Raises Unreadable; nothing was unpacked then."""
    _weigh_end(data, name)
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error, UnicodeError) as error:
        raise Unreadable(f"{name} is a damaged ZIP archive. Pack or save it again.") from error
    _weigh(archive.infolist(), len(data), name)
    return archive


def member(archive: ZipFile, info: ZipInfo, most: int, name: str) -> bytes:
    """A member, unpacked into memory and no further than ``most`` bytes, whatever the directory promised."""
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except (
        BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Unreadable(
            f"{name} is damaged: a part of it cannot be unpacked. Pack or save it again."
        ) from error
    if len(data) > most:
        raise Unreadable(f"{name} holds a part of more than {most // 1_000_000} MB and is not unpacked.")
    return data


def _weigh_end(data: bytes, name: str) -> None:
    """The directory's own size decides before a library reads it: a hundred thousand names cost seconds."""
    at = data.rfind(END_MARK, max(0, len(data) - END.size - LONGEST_COMMENT))
    if at < 0 or at + END.size > len(data):
        raise Unreadable(f"{name} is a damaged ZIP archive: it has no directory. Pack or save it again.")
    _, _, _, _, members, size, _, _ = END.unpack_from(data, at)
    if members > MOST_MEMBERS or size > MOST_DIRECTORY:
        many = "more than 65,000" if members == LONGEST_COMMENT else f"{members:,}"
        raise Unreadable(
            f"{name} is an archive of {many} files; up to {MOST_MEMBERS:,} are looked at. Pack fewer."
        )


def _weigh(members: list[ZipInfo], size: int, name: str) -> None:
    if sum(info.file_size for info in members) > MOST_UNPACKED:
        raise Unreadable(
            f"{name} would unpack to more than {MOST_UNPACKED // 1_000_000} MB and is left as it is. Pack fewer files."
        )
    for info in members:
        if info.flag_bits & 1:
            raise Unreadable(f"{name} is locked with a password. Send it unlocked.")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Unreadable(
                f"{name} is packed by a method that is not read here. Pack it as an ordinary ZIP."
            )
        if info.file_size > SMALL and info.file_size > MOST_RATIO * info.compress_size:
            raise Unreadable(f"{name} swells beyond measure when it is unpacked, and is left as it is.")
    _refuse_overlaps(members, size, name)


def _refuse_overlaps(members: list[ZipInfo], size: int, name: str) -> None:
    """Members that share their bytes are how a small file becomes a bomb without any of them being dense."""
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end or info.header_offset + HEADER > size:
            raise Unreadable(f"{name} is a damaged ZIP archive: its files overlap. Pack it again.")
        end = info.header_offset + HEADER + info.compress_size
