"""Writing a folder of sheets: all of its files, or none of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cselekvo.exchange.csvout import Cell, write_csv
from cselekvo.files import FileNotWrittenError, reason_of, replace_text_file

#: Writes a sheet: its name, its header, its rows.
WriteSheet = Callable[[str, Sequence[str], Iterable[Sequence[Cell]]], None]


@contextmanager
def writing_folder(folder: Path, *, delimiter: str = ";") -> Iterator[WriteSheet]:
    """Give what writes a sheet into a folder; the files get their names at the end.

    What was written so far is forced out before the first file gets its name, so that a
    full disk leaves the folder as it was.

    Args:
        folder: Made where it is missing; files of the same name are replaced.
        delimiter: What parts the cells.

    Raises:
        FileNotWrittenError: The folder or a file cannot be written.
    """
    was_there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWrittenError(folder, reason_of(error)) from error
    try:
        with ExitStack() as files:

            def write(
                name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]
            ) -> None:
                """Write a sheet that has no name yet."""
                file = replace_text_file(folder / f"{name}.csv", newline="")
                stream = files.enter_context(file)
                write_csv(stream, header, rows, delimiter=delimiter)
                stream.flush()

            yield write
    except BaseException:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
