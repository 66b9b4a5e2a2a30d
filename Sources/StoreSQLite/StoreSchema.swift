import GRDB

/// The tables of the store and the invariants that hold in them whatever the code does.
///
/// Migrations are appended, never changed.
enum StoreSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 coordination") { database in
            try database.execute(sql: journal)
            try database.execute(sql: store)
            try database.execute(sql: applications)
            try database.execute(sql: votes)
        }
        migrator.registerMigration("2 copies") { database in try database.execute(sql: copies) }
        migrator.registerMigration("3 hand-over") { database in try database.execute(sql: handOver) }
        return migrator
    }

    /// What a process that stopped by plan has left to guardians (DESIGN 3.1, rule 6): a JSON document.
    private static let handOver = "ALTER TABLE store ADD COLUMN hand_over BLOB;"

    /// Whether etcd has the rest of the state, and this file only the journal.
    private static let copies = """
        ALTER TABLE store ADD COLUMN is_copy INTEGER NOT NULL DEFAULT 0 CHECK (is_copy IN (0, 1));
        CREATE TRIGGER store_stays_what_it_is BEFORE UPDATE ON store WHEN NEW.is_copy <> OLD.is_copy
        BEGIN SELECT RAISE(ABORT, 'a store does not become a copy, nor a copy a store'); END;
        """

    /// Records are added at the end and never touched again.
    private static let journal = """
        CREATE TABLE journal (
            position INTEGER PRIMARY KEY CHECK (position >= 1),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TRIGGER journal_is_in_order BEFORE INSERT ON journal
        WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM journal)
        BEGIN SELECT RAISE(ABORT, 'a journal record goes at the end'); END;
        CREATE TRIGGER journal_is_not_updated BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'a journal record is never changed'); END;
        CREATE TRIGGER journal_is_not_deleted BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'a journal record is never deleted'); END;
        """

    /// One row: whose store it is, its numbers, which only grow, and where the journal ends.
    private static let store = """
        CREATE TABLE store (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            controller TEXT NOT NULL CHECK (length(controller) > 0),
            process INTEGER NOT NULL CHECK (process >= 0),
            term INTEGER NOT NULL CHECK (term >= 0),
            leading_process INTEGER CHECK (leading_process = process),
            set_version INTEGER NOT NULL CHECK (set_version >= 1),
            longest_ttl_ms INTEGER NOT NULL CHECK (longest_ttl_ms >= 0),
            longest_fence_ms INTEGER NOT NULL CHECK (longest_fence_ms >= 0),
            position INTEGER NOT NULL CHECK (position >= 0),
            head BLOB NOT NULL CHECK (length(head) = 32)
        ) STRICT;
        CREATE TRIGGER store_only_moves_forward BEFORE UPDATE ON store
        WHEN NEW.controller <> OLD.controller OR NEW.process < OLD.process OR NEW.term < OLD.term
            OR NEW.set_version < OLD.set_version OR NEW.position < OLD.position
            OR NEW.longest_ttl_ms < OLD.longest_ttl_ms OR NEW.longest_fence_ms < OLD.longest_fence_ms
        BEGIN SELECT RAISE(ABORT, 'the store does not go back'); END;
        CREATE TRIGGER store_is_not_deleted BEFORE DELETE ON store
        BEGIN SELECT RAISE(ABORT, 'the store keeps its identity'); END;
        CREATE TRIGGER store_knows_the_end_of_the_journal AFTER INSERT ON journal
        BEGIN UPDATE store SET position = NEW.position, head = NEW.hash; END;
        """

    private static let applications = """
        CREATE TABLE application (
            id TEXT PRIMARY KEY CHECK (length(id) > 0),
            epoch INTEGER NOT NULL CHECK (epoch >= 1),
            region TEXT NOT NULL CHECK (length(region) > 0),
            activated_epoch INTEGER NOT NULL CHECK (activated_epoch BETWEEN 1 AND epoch),
            last_proposal INTEGER NOT NULL CHECK (last_proposal >= 0),
            open_number INTEGER CHECK (open_number = last_proposal),
            open_proposal BLOB,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            CHECK ((open_number IS NULL) = (open_proposal IS NULL))
        ) STRICT;
        CREATE TRIGGER application_only_moves_forward BEFORE UPDATE ON application
        WHEN NEW.id <> OLD.id OR NEW.activated_epoch < OLD.activated_epoch
            OR NEW.last_proposal < OLD.last_proposal OR NEW.sequence < OLD.sequence
            OR (NEW.epoch = OLD.epoch AND NEW.region <> OLD.region)
        BEGIN SELECT RAISE(ABORT, 'an application does not go back'); END;
        CREATE TRIGGER application_is_not_deleted BEFORE DELETE ON application
        BEGIN SELECT RAISE(ABORT, 'an application keeps its epoch'); END;
        CREATE TABLE plan (
            application TEXT PRIMARY KEY CHECK (length(application) > 0),
            version INTEGER NOT NULL CHECK (version >= 1)
        ) STRICT;
        CREATE TRIGGER plan_only_moves_forward BEFORE UPDATE ON plan
        WHEN NEW.application <> OLD.application OR NEW.version < OLD.version
        BEGIN SELECT RAISE(ABORT, 'a plan version does not go back'); END;
        CREATE TRIGGER plan_is_not_deleted BEFORE DELETE ON plan
        BEGIN SELECT RAISE(ABORT, 'a plan keeps its version'); END;
        CREATE TABLE freeze (
            application TEXT PRIMARY KEY, -- '' stands for every application
            until_ms INTEGER
        ) STRICT;
        """

    /// A vote stands only while it is the current one, and an epoch moves only on one that stands (DESIGN 3.1, rules 3 to 5).
    /// The controller set is this controller alone, so its vote is the majority.
    private static let votes = """
        CREATE TABLE vote (
            application TEXT PRIMARY KEY REFERENCES application (id),
            process INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            proposal INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER vote_is_the_current_one BEFORE INSERT ON vote
        WHEN NOT EXISTS (
            SELECT 1 FROM application AS a, store AS s
            WHERE a.id = NEW.application AND a.epoch = NEW.epoch AND a.open_number = NEW.proposal
                AND a.sequence = NEW.sequence AND s.process = NEW.process
        )
        BEGIN SELECT RAISE(ABORT, 'the vote is not the current one'); END;
        CREATE TRIGGER vote_is_not_updated BEFORE UPDATE ON vote
        BEGIN SELECT RAISE(ABORT, 'a vote is withdrawn, not changed'); END;
        CREATE TRIGGER epoch_moves_on_a_vote BEFORE UPDATE ON application
        WHEN NEW.epoch <> OLD.epoch AND NOT (NEW.epoch = OLD.epoch + 1 AND EXISTS (
            SELECT 1 FROM vote AS v, store AS s
            WHERE v.application = OLD.id AND v.epoch = OLD.epoch AND v.proposal = OLD.open_number
                AND v.sequence = OLD.sequence AND v.process = s.process AND s.leading_process = s.process
        ))
        BEGIN SELECT RAISE(ABORT, 'an epoch moves by one, on a vote that stands'); END;
        CREATE TRIGGER vote_ends_with_its_proposal AFTER UPDATE ON application
        BEGIN
            DELETE FROM vote WHERE application = NEW.id AND (
                epoch <> NEW.epoch OR sequence <> NEW.sequence OR proposal IS NOT NEW.open_number
            );
        END;
        CREATE TRIGGER vote_ends_with_its_process AFTER UPDATE ON store
        BEGIN DELETE FROM vote WHERE process <> NEW.process; END;
        """
}
