import Domain
import Foundation
import Ports
import SystemClock
import Testing
import TestSupport

@testable import AgentAdapters

struct GuardianMemoryOnDiskTests {
    private let scratch: Scratch
    private let directories: AgentDirectories
    private let clock = SystemTime()

    init() throws {
        scratch = try Scratch()
        directories = AgentDirectories(state: scratch.file("state/agent"), runtime: scratch.file("run"))
    }

    /// An agent process: it forgets its locks when it goes.
    private func memory() -> GuardianMemoryOnDisk { GuardianMemoryOnDisk(directories) }

    private func lease(_ application: ApplicationID, epoch: Epoch = 3) -> InheritedLease {
        InheritedLease(
            application: application,
            epoch: epoch,
            controllerSet: ControllerSetDescription(version: 1, members: ["a"]),
            deadlines: ["a": clock.instant.advanced(by: .seconds(30))]
        )
    }

    @Test func everyProcessTakesTheNextNumberAndRecallsTheHighestEverSeen() async throws {
        let first: ProcessNumber
        do {
            let memory = memory()
            let recollection = try await memory.recall()
            first = recollection.process
            #expect(recollection == GuardianRecollection(process: first))
            try await memory.remember(HighestSeen(application: "b", epoch: 7, term: 2))
            try await memory.remember(HighestSeen(application: "a", epoch: 1, term: 1))
            // Lower ones do not count, each number for itself.
            try await memory.remember(HighestSeen(application: "b", epoch: 6, term: 5))
        }
        let seen = [
            HighestSeen(application: "a", epoch: 1, term: 1), HighestSeen(application: "b", epoch: 7, term: 5),
        ]
        let second = try await memory().recall()
        #expect(second == GuardianRecollection(process: second.process, seen: seen))
        let third = try await memory().recall()
        #expect(third == GuardianRecollection(process: third.process, seen: seen))
        #expect(first < second.process && second.process < third.process)
    }

    /// The first process on an empty disk has a number that no process had before the disk was lost.
    @Test func numbersGoOnFromTheClockWhenTheDiskIsLost() async throws {
        for _ in 0..<2 {
            let now = SystemTime().wall
            #expect(try await memory().recall().process >= .first(at: now))
            for directory in [directories.state, directories.runtime] {
                try FileManager.default.removeItem(atPath: directory)
            }
        }
        #expect(ProcessNumber.first(at: Timestamp(milliseconds: 7000)) == 7)
    }

    @Test func leasesAreInheritedOnTheSameBootOnly() async throws {
        let leases = [lease("printapp"), lease("shop", epoch: 9)]
        do {
            let memory = memory()
            _ = try await memory.recall()
            try await memory.bequeath(nil, of: "printapp")
            for lease in leases { try await memory.bequeath(lease, of: lease.application) }
            try await memory.bequeath(nil, of: "blog")
        }
        let inherited = try await memory().recall().inherited
        // On disk a deadline is cut to whole milliseconds: earlier, never later.
        #expect(inherited.map(\.application) == ["printapp", "shop"])
        for (left, right) in zip(inherited, leases) {
            let lost = try #require(right.deadlines["a"]) - (try #require(left.deadlines["a"]))
            #expect((.zero..<Duration.milliseconds(1)).contains(lost))
        }
        var record = try #require(try LeaseRecord.read(directories.leaseFile("printapp")))
        record.boot = "another boot"
        try SealedFile.write(record, to: directories.leaseFile("printapp"))
        #expect(try await memory().recall().inherited.map(\.application) == ["shop"])
    }

    @Test func onlyOneAgentMayUseTheDirectories() async throws {
        let first = memory()
        _ = try await first.recall()
        let error = await #expect(throws: PortError.self) { try await memory().recall() }
        #expect(error?.code == .unavailable)
        withExtendedLifetime(first) {}
    }

    @Test func damageIsNoticedAndNeverTakenForLowNumbers() async throws {
        do {
            let memory = memory()
            _ = try await memory.recall()
            try await memory.remember(HighestSeen(application: "printapp", epoch: 7, term: 2))
        }
        let good = try Data(contentsOf: URL(fileURLWithPath: directories.seenFile))
        let epoch = try #require(String(decoding: good, as: UTF8.self).firstRange(of: "\"epoch\":7"))
        let digit =
            String(decoding: good, as: UTF8.self).utf8.distance(
                from: String(decoding: good, as: UTF8.self).startIndex,
                to: epoch.upperBound
            ) - 1
        var flipped = good
        flipped[digit] = UInt8(ascii: "1")
        for damaged in [flipped, Data(), good.prefix(20), good + good, Data("{}\n".utf8)] {
            try damaged.write(to: URL(fileURLWithPath: directories.seenFile))
            let error = await #expect(throws: PortError.self) { try await memory().recall() }
            #expect(error?.code == .damaged)
            #expect(error?.message.contains("guardian.json") == true)
        }
        try good.write(to: URL(fileURLWithPath: directories.seenFile))
        #expect(try await memory().recall().seen.first?.epoch == 7)
    }

    @Test func damagedLeasesAreNone() async throws {
        do {
            let memory = memory()
            _ = try await memory.recall()
            try await memory.bequeath(lease("printapp"), of: "printapp")
        }
        try "{".write(toFile: directories.leaseFile("printapp"), atomically: true, encoding: .utf8)
        #expect(try await memory().recall().inherited.isEmpty)
    }

    @Test func aStateDirectoryFromABackupDoesNotTurnTheProcessNumberBack() async throws {
        for _ in 0..<3 {
            let memory = memory()
            _ = try await memory.recall()
            try await memory.bequeath(nil, of: "printapp")
        }
        let last = try LeaseRecord.read(directories.leaseFile("printapp"))?.process
        try FileManager.default.removeItem(atPath: directories.seenFile)
        #expect(try await memory().recall().process > (try #require(last)))
    }

    @Test func nothingIsRememberedBeforeItIsRecalled() async throws {
        let memory = memory()
        await #expect(throws: PortError.self) { try await memory.remember(HighestSeen(application: "a")) }
        await #expect(throws: PortError.self) { try await memory.bequeath(nil, of: "printapp") }
        #expect(!FileManager.default.fileExists(atPath: directories.state))
    }

    @Test func aFullDiskIsToldAndChangesNothing() async throws {
        let memory = memory()
        _ = try await memory.recall()
        try await memory.remember(HighestSeen(application: "printapp", epoch: 7))
        // A directory in the way of the new file, as good as a disk that takes no more.
        try FileManager.default.createDirectory(
            atPath: directories.seenFile + ".new",
            withIntermediateDirectories: false
        )
        let error = await #expect(throws: PortError.self) {
            try await memory.remember(HighestSeen(application: "printapp", epoch: 8))
        }
        #expect(error?.code == .unavailable)
        try FileManager.default.removeItem(atPath: directories.seenFile + ".new")
        // What was not stored is not held for stored.
        try await memory.remember(HighestSeen(application: "printapp", epoch: 8))
        #expect(try String(contentsOfFile: directories.seenFile, encoding: .utf8).contains("\"epoch\":8"))
    }
}
