"""A controller takes no directory that another one has, nor a damaged journal: it says where, and how to mend it."""

import shutil
import sqlite3

from world.answer import DONE, FAILED, expect
from world.cluster import CONTROLLER
from world.regions import EAST


def run(world):
    world.begin()
    cluster = world.cluster

    cluster.try_second_controller().must_be(FAILED, "is in use by the process")
    expect(world.writers.open == [EAST.name], "the first one does not mind")
    cluster.offline_journal("verify").must_be(FAILED)

    expect(cluster.program(CONTROLLER).stop() == 0, "it stops when it is asked to")
    cluster.offline_journal("verify").must_be(DONE)
    database = cluster.data_directory() / "coordination.sqlite"
    good = shutil.copy(database, world.directory / "good.sqlite")
    damaged = damage(database)
    words = [f"record {damaged}", f"good up to record {damaged - 1}", "holdfast journal export"]
    verdict = cluster.offline_journal("verify").must_be(FAILED, *words)
    refusal = cluster.try_second_controller().must_be(FAILED, f"record {damaged}", "holdfast journal")
    expect("Fatal" not in refusal.error and "\n" not in verdict.error.strip(), "one clear line, not a crash")
    exported = world.directory / "good.jsonl"
    cluster.offline_journal("export", exported).must_be(DONE, f"up to {damaged - 1}")
    expect(len(exported.read_text().splitlines()) == damaged - 1, "the good records are saved")

    # With the journal as it was, everything goes on.
    shutil.copy(good, database)
    cluster.start_controller()
    world.wait("orders to be taken", 20, lambda: world.writers.open == [EAST.name])
    world.wait("a planned move to be possible", 20, lambda: world.dry_run().code == DONE)


def damage(database):
    """Changes one byte of a record in the middle, as a bad disk would; returns its position."""
    with sqlite3.connect(database) as connection:
        position, = connection.execute("SELECT max(position) / 2 FROM journal").fetchone()
        record, = connection.execute("SELECT bytes FROM journal WHERE position = ?", [position]).fetchone()
        connection.execute("DROP TRIGGER journal_is_not_updated")
        spoilt = record[:20] + bytes([record[20] ^ 1]) + record[21:]
        connection.execute("UPDATE journal SET bytes = ? WHERE position = ?", [spoilt, position])
    connection.close()
    return position
