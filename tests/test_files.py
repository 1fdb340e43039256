import os
import resource
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cselekvo import files
from cselekvo.files import (
    FileNotReadError,
    FileNotWrittenError,
    ordinary_file,
    replace_file,
    replace_text_file,
)

FULL = Path("/dev/full")


class BodyError(Exception):
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write(path: Path, content: bytes) -> None:
    with replace_file(path) as stream:
        stream.write(content)


def refusal(path: Path, content: bytes = b"new") -> str:
    with pytest.raises(FileNotWrittenError) as error:
        write(path, content)
    assert error.value.values["path"] == str(path)
    assert repr(str(path)) in str(error.value)
    return str(error.value.values["reason"])


def test_a_file_gets_its_name_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"

    with replace_file(path) as stream:
        stream.write(b"content")
        stream.flush()
        assert not path.exists()

    assert path.read_bytes() == b"content"
    assert names(tmp_path) == ["report.pdf"]


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    with replace_file(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old"

    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("kind", [BodyError, KeyboardInterrupt, OSError])
def test_a_block_that_fails_leaves_nothing_behind(
    tmp_path: Path, kind: type[BaseException]
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def fail() -> None:
        with replace_file(path) as stream:
            stream.write(b"half")
            raise kind

    with pytest.raises(kind):
        fail()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report.pdf"]


def test_a_text_is_written_in_utf_8_with_the_line_ends_asked_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.html"

    with replace_text_file(path) as stream:
        stream.write("Őrség\nZala\r\n")
    assert path.read_bytes() == "Őrség\nZala\r\n".encode()

    with replace_text_file(path, newline="\r\n") as stream:
        stream.write("Őrség\n")
    assert path.read_bytes() == "Őrség\r\n".encode()


def test_a_text_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "page.html"

    with pytest.raises(UnicodeEncodeError), replace_text_file(path) as stream:
        stream.writelines(["x" * 100_000, "\ud800"])

    assert names(tmp_path) == []


def test_a_stream_that_the_block_has_closed_is_kept(tmp_path: Path) -> None:
    with replace_file(tmp_path / "a") as stream:
        stream.write(b"whole")
        stream.close()
    with replace_text_file(tmp_path / "b") as text:
        text.write("egész")
        text.close()

    assert (tmp_path / "a").read_bytes() == b"whole"
    assert (tmp_path / "b").read_text("utf-8") == "egész"


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()

    with replace_file(tmp_path / "ours") as stream:
        stream.write(b"x")

    assert (tmp_path / "ours").stat().st_mode == usual.stat().st_mode


def test_the_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "private.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)

    with replace_file(path) as stream:
        stream.write(b"new")

    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_symbolic_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "report.pdf"
    link = tmp_path / "link.pdf"
    link.symlink_to(target)

    for content in (b"first", b"second"):
        with replace_file(link) as stream:
            stream.write(content)
        assert link.is_symlink()
        assert target.read_bytes() == content


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no/such/folder.csv", "no-folder"),
        ("file/below.csv", "no-folder"),
        ("folder", "folder"),
        ("a\0b", "not-a-name"),
        ("\ud800", "not-a-name"),
        ("x" * 300, "not-a-name"),
    ],
)
def test_a_place_where_no_file_can_be_is_named_with_the_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()

    assert refusal(tmp_path / name) == reason
    assert names(tmp_path) == ["file", "folder"]


def test_a_file_protected_from_writing_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert refusal(path) == "not-allowed"
    assert path.read_bytes() == b"old"


def test_a_loop_of_links_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert "symbolic links" in refusal(tmp_path / "a")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_full_disk_is_said_to_be_full(size: int) -> None:
    assert refusal(FULL, b"x" * size) == "full"
    with pytest.raises(FileNotWrittenError), replace_text_file(FULL) as stream:
        stream.write("x" * size)
    assert stat.S_ISCHR(FULL.stat().st_mode)


@pytest.mark.parametrize("size", [200_000, 70_000])
def test_a_file_that_may_not_grow_leaves_nothing_behind(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"old")

    with files_at_most(65_536):
        assert refusal(path, b"x" * size) == "too-large"

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["large.csv"]


def test_a_pipe_that_nobody_reads_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_TRIES", 2)
    os.mkfifo(tmp_path / "pipe")

    with (
        pytest.raises(FileNotWrittenError) as error,
        replace_file(tmp_path / "pipe"),
    ):
        pass
    assert error.value.values["reason"] == "no-reader"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    with replace_file(pipe) as stream:
        stream.write(b"through")
    reader.join(timeout=10)

    assert got == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_redirected_output_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with path.open("wb") as redirected:
        redirected.write(b"before ")
        redirected.flush()
        with replace_file(Path(f"/proc/self/fd/{redirected.fileno()}")) as stream:
            stream.write(b"after")

    assert path.read_bytes() == b"before after"


def test_an_ordinary_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"12345")

    assert ordinary_file(path).st_size == 5


def test_what_is_no_ordinary_file_is_refused_without_being_opened(
    tmp_path: Path,
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("nowhere")
    reasons = {
        tmp_path: "folder",
        tmp_path / "pipe": "not-a-file",
        tmp_path / "missing": "missing",
        tmp_path / "dangling": "missing",
        tmp_path / "a\0b": "not-a-name",
    }

    for path, reason in reasons.items():
        with pytest.raises(FileNotReadError) as error:
            ordinary_file(path)
        assert error.value.values == {"path": str(path), "reason": reason}
        assert str(error.value).isprintable()
