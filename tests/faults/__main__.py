"""Run the faults: `python -m tests.faults`; the exit status tells of any breach."""

import argparse
import random
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from tests.faults import crash, writers
from tests.stores import PostgresMaker, SqliteMaker, Store


def main() -> int:
    """Kill and crowd the writers of both engines; return the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults")
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--seed", type=int, default=random.randrange(10**9))
    asked.add_argument("--no-postgres", action="store_true")
    given = asked.parse_args()
    print(f"seed {given.seed}")
    fine = True
    with tempfile.TemporaryDirectory(prefix="faults") as name:
        folder, number = Path(name), count()
        sqlite = SqliteMaker(folder)

        def make() -> Store:
            return sqlite.make(folder, f"w{next(number)}.db")

        begun = time.monotonic()
        tally = crash.run(make, given.kills, given.seed)
        fine &= crash.report("SQLite", tally, time.monotonic() - begun)
        store = make()
        fine &= writers.report("SQLite", store, writers.run(store, given.seconds))
        if not given.no_postgres:
            server = PostgresMaker(durable=True)
            try:
                begun = time.monotonic()
                tally = crash.run(server.make, given.kills // 5, given.seed)
                fine &= crash.report("PostgreSQL", tally, time.monotonic() - begun)
                store = server.make()
                written = writers.run(store, given.seconds / 2)
                fine &= writers.report("PostgreSQL", store, written)
            finally:
                server.close()
    print("no breach" if fine else "BREACHES, see above")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
