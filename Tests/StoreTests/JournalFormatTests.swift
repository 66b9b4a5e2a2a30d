import Domain
import Foundation
import JournalFormat
import Testing

/// How records are stored: bytes that are made once, read by any version that knows them, and chained.
@Suite struct JournalFormatTests {
    private static func record(_ event: JournalEvent, at position: JournalPosition = 1) -> JournalRecord {
        JournalRecord(position: position, term: 1, controller: "c1", at: Scene.now, event: event)
    }

    private static func entry(_ json: String, at position: JournalPosition = 1) -> StoredEntry {
        StoredEntry(position: position, bytes: Array(json.utf8), hash: [])
    }

    private static func chain(_ texts: [String]) -> [StoredEntry] {
        var chain = JournalChain.empty
        return texts.map { chain.append(Array($0.utf8)) }
    }

    @Test(arguments: JournalEvent.samples)
    func everyKindOfEventIsReadAsItWasWritten(event: JournalEvent) throws {
        let record = Self.record(event)
        let bytes = try JournalCodec.encode(record)
        #expect(!bytes.contains(UInt8(ascii: "\n")))
        #expect(try JournalCodec.encode(record) == bytes)
        let read = try JournalCodec.decode(StoredEntry(position: 1, bytes: bytes, hash: []))
        #expect(read == record)
    }

    @Test func aRecordIsStoredInTheseVeryBytes() throws {
        let bytes = try JournalCodec.encode(Self.record(.incident(.noted(id: "i1", text: "a/b", by: "ann"))))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text == #"{"at":"2026-09-21T14:13:20.000Z","controller":"c1","#
                + #""event":{"incident":{"noted":{"by":"ann","id":"i1","text":"a/b"}}},"position":1,"term":1}"#
        )
    }

    @Test(arguments: ["moon", "incident"])
    func anEventOfANewerVersionIsSaidToBeOne(subject: String) throws {
        let entry = Self.entry(
            #"{"at":"2026-09-21T14:13:20.000Z","controller":"c1","event":{"\#(subject)":{"phased":{"x":1}}},"position":1,"term":1}"#
        )
        let error = #expect(throws: JournalFormatError.self) { try JournalCodec.decode(entry) }
        #expect(error?.code == .newerVersion)
        #expect(error?.message.contains("record 1 is of the kind \(subject).phased") == true)
        #expect(error?.message.contains("newer version") == true)
    }

    @Test func fieldsOfANewerVersionArePassedOver() throws {
        let entry = Self.entry(
            #"{"at":"2026-09-21T14:13:20.000Z","controller":"c1","event":{"incident":{"noted":{"id":"i1","text":"a","mood":1}}},"#
                + #""position":1,"term":1,"weather":"fair"}"#
        )
        #expect(try JournalCodec.decode(entry).event == .incident(.noted(id: "i1", text: "a", by: nil)))
    }

    @Test(
        arguments: [
            ("", "record 1 cannot be read"),
            ("{", "record 1 cannot be read"),
            (#"{"event":{}}"#, "record 1 cannot be read"),
            (#"{"event":{"incident":{"noted":{"id":"i1","text":"a"}}}}"#, "record 1 (incident.noted) cannot be read"),
            (
                #"{"at":"yesterday","controller":"c1","event":{"incident":{"noted":{"id":"i1","text":"a"}}},"position":1,"term":1}"#,
                "at: yesterday is not a time"
            ),
            (
                #"{"at":"2026-09-21T14:13:20.000Z","controller":"c1","event":{"incident":{"noted":{"id":"i1"}}},"position":1,"#
                    + #""term":1}"#,
                "record 1 (incident.noted) cannot be read"
            ),
            (
                #"{"at":"2026-09-21T14:13:20.000Z","controller":"c1","event":{"incident":{"noted":{"id":"i1","text":"a"}}},"#
                    + #""position":2,"term":1}"#,
                "it says that it is record 2"
            ),
        ]
    )
    func whatIsNotARecordIsRefusedInOneLine(json: String, words: String) throws {
        let error = #expect(throws: JournalFormatError.self) { try JournalCodec.decode(Self.entry(json)) }
        #expect(error?.code == .unreadable)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }

    @Test func aNumberThatJSONCannotSayIsRefused() throws {
        let step = Step(id: "s", action: Action(uses: "hook", with: ["x": .number(.infinity)]))
        let plan = Plan(
            application: "shop",
            regions: [],
            scenarios: [
                Scenario(
                    id: "s",
                    when: Trigger(verdicts: []),
                    mode: .approval,
                    movesRegion: false,
                    runbook: [step]
                )
            ]
        )
        let event = JournalEvent.plan(.applied(version: 1, plan: plan, source: "", by: "ann", reason: ""))
        let error = #expect(throws: JournalFormatError.self) { try JournalCodec.encode(Self.record(event)) }
        #expect(error?.code == .notEncodable)
    }

    /// The figures come from `printf '' | sha256sum` and `(printf '' | openssl sha256 -binary; printf a) | sha256sum`.
    @Test func theChainIsSHA256OverTheHashBeforeAndTheBytes() throws {
        func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
        #expect(hex(JournalChain.empty.hash) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        let first = try #require(Self.chain(["a"]).first)
        #expect(hex(first.hash) == "7341c0cf8db1b79420385eb6b72c9d00f2c0b1f28d254221a4f75f1cce35e0b4")
    }

    @Test func aGoodChainIsGoodToItsEnd() throws {
        let entries = Self.chain(["a", "b", "c"])
        let end = try JournalChain.verify(entries)
        #expect(end.position == 3)
        #expect(end.hash == entries.last?.hash)
        #expect(try JournalChain.verify([]) == .empty)
    }

    @Test(arguments: [
        ("changed bytes", 2), ("a changed hash", 2), ("a record left out", 2), ("two records changed places", 1),
        ("a record put in", 2), ("a chain that begins later", 1), ("a record forged with a hash of its own", 3),
    ])
    func aDamagedChainIsFoundAtItsFirstBadPosition(damage: String, position: JournalPosition) throws {
        var entries = Self.chain(["a", "b", "c", "d"])
        switch damage {
        case "changed bytes": entries[1].bytes = Array("x".utf8)
        case "a changed hash": entries[1].hash[31] ^= 1
        case "a record left out": entries.remove(at: 1)
        case "two records changed places": (entries[0].bytes, entries[1].bytes) = (entries[1].bytes, entries[0].bytes)
        case "a record put in": entries.insert(entries[0], at: 1)
        case "a chain that begins later": entries.removeFirst()
        case "a record forged with a hash of its own":
            var forged = JournalChain(position: 1, hash: entries[0].hash)
            entries[1] = forged.append(Array("x".utf8))
            // The forged record is sound in itself; what gives it away is that the next does not follow from it.
            #expect(entries[1].hash != Self.chain(["a", "b"])[1].hash)
        default: Issue.record("no such damage: \(damage)")
        }
        let found = #expect(throws: JournalDamage.self) { try JournalChain.verify(entries) }
        #expect(found?.position == position)
    }
}
