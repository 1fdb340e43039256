"""The floors: the same work written by hand on sqlite3, with nothing to spare.

A join by hand loads the table, the organisation, the seats it holds and its
partnership, checks them, writes the seat and a journal row, and commits at
synchronous=FULL.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE organisation (id TEXT PRIMARY KEY, sector TEXT) STRICT;
CREATE TABLE roundtable (id TEXT PRIMARY KEY, programme TEXT, founded TEXT) STRICT;
CREATE TABLE partnership (organisation TEXT, programme TEXT,
    start TEXT, end TEXT) STRICT;
CREATE INDEX partnership_organisation ON partnership (organisation);
CREATE TABLE membership (id INTEGER PRIMARY KEY, roundtable TEXT NOT NULL,
    organisation TEXT NOT NULL, role TEXT, voting INTEGER, start TEXT, end TEXT) STRICT;
CREATE INDEX membership_seat ON membership (roundtable, organisation);
CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT,
    action TEXT, subject TEXT) STRICT;
"""


class Floor:
    """A bare database of tables, organisations, seats and a journal."""

    def __init__(self, path: Path, bodies: int) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.executescript(_SCHEMA)
        self.connection.execute("BEGIN")
        self.connection.execute(
            "INSERT INTO roundtable VALUES ('T', 'P', '2015-01-01')"
        )
        self.connection.executemany(
            "INSERT INTO organisation VALUES (?, 'civil')",
            ((f"O{at}",) for at in range(bodies)),
        )
        self.connection.executemany(
            "INSERT INTO partnership VALUES (?, 'P', '2015-01-01', NULL)",
            ((f"O{at}",) for at in range(bodies)),
        )
        self.connection.execute("COMMIT")

    def join(self, organisation: str, on: str = "2015-06-01") -> None:
        """Give an organisation its seat, within a transaction."""
        run = self.connection.execute
        programme, founded = run(
            "SELECT programme, founded FROM roundtable WHERE id = 'T'"
        ).fetchone()
        run("SELECT sector FROM organisation WHERE id = ?", (organisation,)).fetchone()
        held = run(
            "SELECT start, end FROM membership "
            "WHERE roundtable = 'T' AND organisation = ?",
            (organisation,),
        ).fetchall()
        for _start, end in held:
            if end is None or end > on:
                raise ValueError(organisation)
        admitted = run(
            "SELECT start, end FROM partnership "
            "WHERE organisation = ? AND programme = ?",
            (organisation, programme),
        ).fetchall()
        if not any(
            start <= on and (end is None or end > on) for start, end in admitted
        ):
            raise ValueError(organisation)
        if on < founded:
            raise ValueError(on)
        run(
            "INSERT INTO membership (roundtable, organisation, role, voting, start) "
            "VALUES ('T', ?, 'member', 1, ?)",
            (organisation, on),
        )
        run(
            "INSERT INTO journal (at, action, subject) VALUES (?, 'join', 'T')",
            (datetime.now(UTC).isoformat(),),
        )

    def joined(self, organisation: str) -> None:
        """Join in a transaction of its own."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.join(organisation)
        self.connection.execute("COMMIT")
