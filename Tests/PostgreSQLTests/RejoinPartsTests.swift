import Domain
import PostgreSQL
import Testing

@testable import AgentAdapters

/// What programs of PostgreSQL print, and what is told to them.
struct RejoinPartsTests {
    @Test func whatWasCommittedIsCountedWithoutProbes() {
        func record(_ kind: String, _ transaction: Int, _ deed: String) -> String {
            "rmgr: \(kind) len (rec/tot):     34/    34, tx:        \(transaction), lsn: 0/03000060, prev 0/03000028, desc: \(deed)"
        }
        let lines = [
            record("Transaction", 741, "COMMIT 2026-01-31 10:00:00.123456 UTC"),
            record("LogicalMessage", 742, "MESSAGE transactional, prefix \"holdfast\"; payload (0 bytes): "),
            record("LogicalMessage", 743, "MESSAGE transactional, prefix \"mine\"; payload (0 bytes): "),
            record("Transaction", 742, "COMMIT 2026-01-31 10:00:01.000000 UTC"),
            record("Transaction", 743, "COMMIT 2026-01-31 10:00:02.000000 UTC; inval msgs: catcache 80"),
            record("Transaction", 744, "ABORT 2026-01-31 10:00:03.000000 UTC"),
            "pg_waldump: error: error in WAL record at 0/3000190: invalid record length at 0/30001C0: wanted 24, got 0",
        ]
        var commits = LoneCommits()
        for line in lines { commits.take(line) }
        #expect(commits.count == 2)
        #expect(commits.last == "2026-01-31 10:00:02.000000 UTC")
    }

    @Test(arguments: [
        ("0/3000148", 16, "000000010000000000000003"), ("1/FE000000", 16, "0000000100000001000000FE"),
        ("A/80000000", 1024, "000000010000000A00000002"),
    ])
    func theSegmentOfAPositionIsNamed(position: String, megabytes: Int, expected: String) throws {
        let control = try #require(
            ControlData([
                "Database system identifier:           7400000000000000001", "Database cluster state:  in production",
                "Latest checkpoint's TimeLineID:       1", "Bytes per WAL segment:                \(megabytes << 20)",
            ])
        )
        #expect(control.segment(of: try #require(LogPosition(position))) == expected)
        #expect(!control.isStandby && control.system == "7400000000000000001")
    }

    @Test func aHistoryTellsWhereATimelineWasLeft() {
        let history = TimelineHistory("1\t0/3000148\tno recovery target specified\n\n2\t0/5000000\tbefore 2026\n")
        #expect(history.end(of: 1) == LogPosition("0/3000148") && history.end(of: 2) == LogPosition("0/5000000"))
        #expect(history.end(of: 3) == nil)
    }

    @Test func thePasswordOfAConnectionStringStandsApart() throws {
        let text = try ConnectionString(#"host=192.0.2.1 password='it\'s \\ secret' dbname='my base'"#)
        #expect(text.password == #"it's \ secret"#)
        #expect(!text.withoutPassword.contains("secret"))
        #expect(try ConnectionString(text.withoutPassword).withoutPassword == text.withoutPassword)
        #expect(text.withoutPassword.contains("dbname='my base'") && text.withoutPassword.contains("host='192.0.2.1'"))
        let uri = try ConnectionString("postgresql://ada:pw@db.example.com:5433/shop?sslmode=require")
        #expect(uri.password == "pw" && uri.withoutPassword.contains("sslmode='require'"))
        let failure = #expect(throws: PostgresFailure.self) { try ConnectionString("password=hunter2 =") }
        #expect(failure?.message.contains("hunter2") == false)
    }
}
