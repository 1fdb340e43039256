"""Files that come whole or not at all, and errors that say why not.

Whatever the program writes for a person goes through `replace_file`: the old content
stays until the new one is safe on the disk, and a failure leaves nothing behind.
"""

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from attrs import frozen

from cselekvo.errors import SurroundingsError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: Why a file cannot be read or written: stable words, and what each means.
REASONS = {
    "missing": "there is no such file",
    "no-folder": "there is no such folder",
    "folder": "it is a folder",
    "not-a-file": "it is no ordinary file",
    "no-reader": "nobody reads what is written to it",
    "not-allowed": "the operating system does not allow it",
    "full": "there is no room left on the disk",
    "too-large": "it would be larger than a file may be here",
    "not-a-name": "this cannot be the name of a file",
    "changed": "it was changed while it was being read",
}
_REASON_OF = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "folder",
    errno.ENXIO: "no-reader",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "not-allowed",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "too-large",
    errno.ENAMETOOLONG: "not-a-name",
}
#: Names of open files: what stands behind them must not be replaced by another file.
_OPEN_ALREADY = re.compile(r"/dev/(?:std(?:out|err)|fd/.*)|/proc/.*", re.DOTALL)
_BLOCK = 1 << 16
#: So often, in seconds, and so many times is looked whether a pipe has a reader yet.
_PAUSE, _TRIES = 0.05, 40


class FileNotReadError(SurroundingsError):
    """A file that was named cannot be read.

    Args:
        path: The file.
        reason: A word of `REASONS`, or what the operating system said.
    """

    code = "file-not-read"

    def __init__(self, path: Path, reason: str) -> None:
        clause = REASONS.get(reason, reason)
        super().__init__(
            f"{str(path)!r} could not be read: {clause}.", path=str(path), reason=reason
        )


class FileNotWrittenError(SurroundingsError):
    """A file that was asked for cannot be written; nothing of it was left behind.

    Args:
        path: The file.
        reason: A word of `REASONS`, or what the operating system said.
    """

    code = "file-not-written"

    def __init__(self, path: Path, reason: str) -> None:
        clause = REASONS.get(reason, reason)
        super().__init__(
            f"{str(path)!r} could not be written: {clause}.",
            path=str(path),
            reason=reason,
        )


def reason_of(error: OSError | ValueError) -> str:
    """Return the word of `REASONS` for what the operating system said."""
    if not isinstance(error, OSError) or error.errno is None:
        return "not-a-name"
    return _REASON_OF.get(error.errno, os.strerror(error.errno))


def reason_not_written(error: OSError | ValueError) -> str:
    """Return the word for what was said of a file to be made: its folder is missing."""
    reason = reason_of(error)
    return "no-folder" if reason == "missing" else reason


def ordinary_file(path: Path) -> os.stat_result:
    """Return what is known about a file that can be read; a pipe is never opened.

    Raises:
        FileNotReadError: There is none, or it is a folder, a pipe or a device.
    """
    try:
        known = path.stat()
    except (OSError, ValueError) as error:
        raise FileNotReadError(path, reason_of(error)) from error
    if stat.S_ISDIR(known.st_mode):
        raise FileNotReadError(path, "folder")
    if not stat.S_ISREG(known.st_mode):
        raise FileNotReadError(path, "not-a-file")
    return known


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file whole: it has its name only when the block has ended well.

    The content goes to a temporary file in the same folder, is forced to the disk, and
    takes the name. A symbolic link is followed; the permissions of a file that was
    there are kept. A device, a pipe or `/dev/stdout` is written to as it is.

    Raises:
        FileNotWrittenError: The folder, the disk or the permissions do not let us; what
            was there is untouched. An error raised inside the block passes through.
    """
    with _blaming(path):
        swap = _swap(path)
        raw = _Sink(path, swap)
    try:
        stream = BufferedWriter(raw, _BLOCK)
        yield stream
        with _blaming(path):
            if not stream.closed:
                stream.flush()
            raw.close()
            if swap is not None:
                swap.finish()
    except BaseException:
        with suppress(OSError):
            raw.close()
        if swap is not None:
            swap.give_up()
        raise


@contextmanager
def replace_text_file(path: Path, *, newline: str = "\n") -> Iterator[TextIO]:
    """Write a file of UTF-8 text whole, as `replace_file` does.

    Args:
        path: The file.
        newline: What a line end becomes; empty: each stays as it is written.

    Raises:
        FileNotWrittenError: As `replace_file`.
    """
    with replace_file(path) as stream:
        text = TextIOWrapper(stream, encoding="utf-8", newline=newline)
        yield text
        if not text.closed:
            text.flush()


@frozen
class _Swap:
    """A temporary file, the name it is to take, and the permissions to be kept."""

    temporary: Path
    target: Path
    mode: int | None

    def finish(self) -> None:
        _force(self.temporary, os.O_RDWR)
        if self.mode is not None:
            self.temporary.chmod(self.mode)
        self.temporary.replace(self.target)
        with suppress(OSError):  # some systems cannot force a folder
            _force(self.target.parent, os.O_RDONLY)

    def give_up(self) -> None:
        with suppress(OSError):
            self.temporary.unlink()


def _swap(path: Path) -> _Swap | None:
    """Return how to replace the file; None: it must be written to as it is."""
    if _OPEN_ALREADY.fullmatch(str(path.absolute())):
        return None
    try:
        old = path.stat()
    except FileNotFoundError:
        old = None
    if old is not None:
        if stat.S_ISDIR(old.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(old.st_mode):
            return None
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "")
    target = path.resolve()
    temporary = target.with_name(f".cselekvo-{secrets.token_hex(8)}.tmp")
    return _Swap(temporary, target, None if old is None else stat.S_IMODE(old.st_mode))


class _Sink(FileIO):
    """A raw file whose failures name the file that a person asked for."""

    def __init__(self, path: Path, swap: _Swap | None) -> None:
        self._path = path
        name = path if swap is None else swap.temporary

        def opened(_name: str, _flags: int) -> int:
            if swap is None:  # not emptied: a redirected output keeps what it has
                return _open_as_it_is(path)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return os.open(name, flags, 0o666 if swap.mode is None else 0o600)

        super().__init__(name, "w", opener=opened)
        if swap is None and self.seekable():
            self.seek(0, os.SEEK_END)

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise FileNotWrittenError(self._path, reason_of(error)) from error


def _open_as_it_is(path: Path) -> int:
    """Open what stands there; a pipe that nobody reads would be waited for for ever."""
    at_once = getattr(os, "O_NONBLOCK", 0)
    for _ in range(_TRIES):
        try:
            handle = os.open(path, os.O_WRONLY | at_once)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            time.sleep(_PAUSE)
            continue
        if at_once:
            os.set_blocking(handle, True)
        return handle
    raise OSError(errno.ENXIO, "")


def _force(path: Path, flags: int) -> None:
    """Make the system bring to the disk what it holds of a file or a folder."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Turn what the operating system says into an error that names the file."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise FileNotWrittenError(path, reason_not_written(error)) from error
