import Domain
import Testing

@testable import Decision

/// The fencing of DESIGN 3.4, before the server's own.
@Suite struct DNSChangeDecisionTests {
    private static let key = DNSRecordKey(name: "www.example.com", type: .a)
    private static let ours = DNSToken(application: "printapp", epoch: 5, region: "us-west-2")
    private static let new = ["198.51.100.7"]
    private static let old = ["192.0.2.1"]

    enum Expected: Equatable { case done, write, refuse(DNSRefusal) }

    private static func token(
        _ epoch: Epoch,
        _ region: RegionID = "us-east-1",
        of application: ApplicationID = "printapp"
    )
        -> DNSToken
    {
        DNSToken(application: application, epoch: epoch, region: region)
    }

    private static func standing(_ token: String?, _ values: [String] = old) -> DNSRecordSnapshot {
        DNSRecordSnapshot(key: key, values: values, ttl: .seconds(300), token: token)
    }

    private static func decision(_ purpose: DNSChangeDecision.Purpose) -> DNSChangeDecision {
        let wanted = DNSWantedRecord(key: key, values: ["198.51.100.7", "198.51.100.7"], ttl: .seconds(5))
        return DNSChangeDecision(purpose: purpose, token: ours, wanted: [wanted])
    }

    private func expectation(_ outcome: DNSChangeDecision.Outcome, _ snapshot: DNSRecordSnapshot) -> Expected? {
        switch outcome {
        case .alreadyDone: return .done
        case .write(let changes):
            let change = DNSChange(expected: snapshot, values: Self.new, ttl: .seconds(5), token: Self.ours)
            return changes == [change] ? .write : nil
        case .refuse(let reasons): return reasons.count == 1 ? .refuse(reasons[0]) : nil
        }
    }

    private static let rules: [(String, DNSChangeDecision.Purpose, DNSRecordSnapshot, Expected)] = [
        (
            "an older token of ours is replaced", DNSChangeDecision.Purpose.change, standing("\(token(4))"),
            Expected.write
        ),
        ("so it is where no record stands", .change, standing("\(token(4))", []), .write),
        ("an older token is replaced though the values are right", .change, standing("\(token(4))", new), .write),
        ("our own value with our own records is done", .change, standing("\(ours)", new), .done),
        ("our own value with other records is repaired", .change, standing("\(ours)"), .write),
        (
            "our epoch with another region stops", .change, standing("\(token(5))"),
            .refuse(.tokenNotOlder(key, found: token(5), ours: ours))
        ),
        (
            "a higher epoch stops", .change, standing("\(token(6))", new),
            .refuse(.tokenNotOlder(key, found: token(6), ours: ours))
        ),
        (
            "a higher epoch of our region stops", .change, standing("\(token(6, "us-west-2"))"),
            .refuse(.tokenNotOlder(key, found: token(6, "us-west-2"), ours: ours))
        ),
        (
            "another application's token stops", .change, standing("\(token(4, of: "shop"))"),
            .refuse(.tokenForeign(key, text: "\(token(4, of: "shop"))"))
        ),
        (
            "a text that is no token stops", .change, standing("v=2;epoch=1"),
            .refuse(.tokenForeign(key, text: "v=2;epoch=1"))
        ),
        ("a missing token stops", .change, standing(nil, new), .refuse(.tokenMissing(key))),
        ("adoption needs the absence of a token", .adopt, standing(nil), .write),
        ("adoption writes the token though the values are right", .adopt, standing(nil, new), .write),
        ("adoption is done when our own value stands", .adopt, standing("\(ours)", new), .done),
        (
            "adoption stops at an older token", .adopt, standing("\(token(4))"),
            .refuse(.tokenPresent(key, text: "\(token(4))"))
        ),
        ("adoption stops at a foreign token", .adopt, standing("x"), .refuse(.tokenPresent(key, text: "x"))),
    ]

    @Test(arguments: rules)
    func theTokenDecides(
        _ rule: String,
        _ purpose: DNSChangeDecision.Purpose,
        _ snapshot: DNSRecordSnapshot,
        _ expected: Expected
    ) {
        let outcome = Self.decision(purpose).outcome(given: [snapshot])
        #expect(expectation(outcome, snapshot) == expected, "\(rule): \(outcome)")
    }

    @Test(arguments: [
        nil, "x", "v=1;app=printapp;epoch=9;region=us-east-1", "v=1;app=printapp;epoch=5;region=us-east-1",
    ])
    func anOverrideAllowsExactlyWhatWasSeen(_ token: String?) {
        let seen = Self.standing(token)
        var decision = Self.decision(.change)
        decision.override = DNSFingerprint(of: [seen])
        #expect(expectation(decision.outcome(given: [seen]), seen) == .write)

        for other in [Self.standing("y"), Self.standing(token, ["192.0.2.9"])] {
            guard case .refuse(let reasons) = decision.outcome(given: [other]) else {
                Issue.record("\(other) is written under an override for \(seen)")
                continue
            }
            #expect(reasons.count == 2)
        }
    }

    @Test func anOverrideThatIsNotNeededChangesNothing() {
        var decision = Self.decision(.change)
        decision.override = DNSFingerprint(of: [])
        let fine = Self.standing("\(Self.token(4))")
        #expect(expectation(decision.outcome(given: [fine]), fine) == .write)
    }

    @Test func neverEmptyNeverUnreadNeverInvalid() {
        var decision = Self.decision(.change)
        let fine = Self.standing("\(Self.token(4))")
        decision.override = DNSFingerprint(of: [fine])
        #expect(decision.outcome(given: []) == .refuse([.notRead(Self.key)]))
        decision.wanted[0].values = []
        #expect(decision.outcome(given: [fine]) == .refuse([.noValues(Self.key)]))
        decision.wanted[0].values = ["192.0.2.1", "west"]
        #expect(decision.outcome(given: [fine]) == .refuse([.invalidValue(Self.key, value: "west")]))
        decision.wanted[0].key.type = .cname
        decision.wanted[0].values = ["a.example", "b.example"]
        guard case .refuse = decision.outcome(given: [fine]) else {
            Issue.record("two aliases are accepted")
            return
        }
    }

    @Test func onePartOfAGroupThatIsRefusedStopsAll() {
        var decision = Self.decision(.change)
        var (other, third) = (decision.wanted[0], decision.wanted[0])
        other.key.name = "shop.example.com"
        third.key.name = "blog.example.com"
        decision.wanted += [other, third]
        var snapshots = [Self.standing("\(Self.token(4))"), Self.standing("x"), Self.standing(nil)]
        snapshots[1].key = other.key
        snapshots[2].key = third.key
        let reasons: [DNSRefusal] = [.tokenForeign(other.key, text: "x"), .tokenMissing(third.key)]
        #expect(decision.outcome(given: snapshots) == .refuse(reasons))
        decision.override = DNSFingerprint(of: snapshots)
        guard case .write(let changes) = decision.outcome(given: snapshots) else {
            Issue.record("the override is not taken")
            return
        }
        #expect(changes.map(\.expected) == snapshots)
    }
}
