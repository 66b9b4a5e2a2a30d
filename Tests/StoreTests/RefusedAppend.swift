import Domain
import Testing

/// An append that every store refuses as a whole.
struct RefusedAppend: Sendable, CustomTestStringConvertible {
    let name: String
    let after: [Scene.Step]
    let events: [JournalEvent]
    /// Words that the refusal says.
    let words: String

    init(_ name: String, after: [Scene.Step] = [], _ events: [JournalEvent], saying words: String) {
        self.name = name
        self.after = after
        self.events = events
        self.words = words
    }

    var testDescription: String { name }

    static let all = commits + proposals + others

    private static let voted: [Scene.Step] = [.open(1), .vote(1)]
    private static let later = Scene.now + .seconds(1)

    private static let commits: [RefusedAppend] = [
        .init("a commit without a vote", after: [.open(1)], [.committed(.shop(1))], saying: "does not stand"),
        .init("a commit after a withdrawal", after: voted + [.withdraw], [.committed(.shop(1))], saying: "withdrawn"),
        .init("a commit after a restart", after: voted + [.restart], [.committed(.shop(1))], saying: "withdrawn"),
        .init("a commit of a closed proposal", after: voted + [.close(1)], [.committed(.shop(1))], saying: "not open"),
        .init(
            "a commit on the votes of an earlier proposal",
            after: voted + [.close(1), .open(2)],
            [.committed(.shop(2))],
            saying: "does not stand"
        ),
        .init("a commit of a proposal never opened", [.committed(.shop(1))], saying: "not open"),
        .init(
            "a commit of a later epoch",
            after: voted,
            [.committed(.shop(1, epoch: 2))],
            saying: "epoch of shop is 1"
        ),
        .init(
            "a commit done already",
            after: voted + [.commit(1)],
            [.committed(.shop(1))],
            saying: "epoch of shop is 2"
        ),
        .init(
            "a commit to another target than was voted on",
            after: voted,
            [.committed(.shop(1, target: "north"))],
            saying: "not the one that was opened"
        ),
        .init(
            "a commit that names no vote",
            after: voted,
            [.committed(.shop(1), votes: [])],
            saying: "votes of 1 of 1"
        ),
        .init(
            "a commit that names a stranger's vote",
            after: voted,
            [.committed(.shop(1), votes: ["c1", "c9"])],
            saying: "c9"
        ),
        .init(
            "a commit that counts a vote twice",
            after: voted,
            [.committed(.shop(1), votes: ["c1", "c1"])],
            saying: "votes of 1 of 1"
        ),
        .init(
            "a commit under an older plan",
            after: voted + [.applyPlan(2)],
            [.committed(.shop(1))],
            saying: "version 2 is"
        ),
        .init(
            "a commit under a plan not applied yet",
            after: voted,
            [.committed(.shop(1), planVersion: 2)],
            saying: "version 1 is"
        ),
        .init(
            "a commit of a frozen application",
            after: voted + [.freeze("shop", until: nil)],
            [.committed(.shop(1))],
            saying: "shop is frozen"
        ),
        .init(
            "a commit while everything is frozen",
            after: voted + [.freeze(nil, until: nil), .unfreeze("shop")],
            [.committed(.shop(1))],
            saying: "every application is frozen"
        ),
        .init(
            "a commit before the end of a freeze",
            after: voted + [.freeze("shop", until: later)],
            [.committed(.shop(1))],
            saying: "frozen until"
        ),
    ]

    private static let proposals: [RefusedAppend] = [
        .init(
            "a proposal for another epoch",
            [.failover(.proposalOpened(.shop(1, epoch: 2)))],
            saying: "epoch of shop is 1"
        ),
        .init(
            "a proposal beside an open one",
            after: [.open(1)],
            [.failover(.proposalOpened(.shop(2)))],
            saying: "is open"
        ),
        .init("a proposal number left out", [.failover(.proposalOpened(.shop(2)))], saying: "is number 1, not 2"),
        .init(
            "a proposal number used again",
            after: [.open(1), .close(1)],
            [.failover(.proposalOpened(.shop(1)))],
            saying: "is number 2, not 1"
        ),
        .init("closing what is not open", [.closed(1)], saying: "none is"),
        .init("closing another proposal", after: [.open(1)], [.closed(2)], saying: "proposal 1 is"),
        .init("closing twice", after: [.open(1), .close(1)], [.closed(1)], saying: "none is"),
    ]

    private static let others: [RefusedAppend] = [
        .init(
            "a second first epoch",
            [.failover(.epochCreated(application: "shop", epoch: 1, region: "west"))],
            saying: "has an epoch already"
        ),
        .init(
            "an epoch 0",
            [.failover(.epochCreated(application: "till", epoch: 0, region: "west"))],
            saying: "begin with 1"
        ),
        .init(
            "activating a later epoch",
            [.failover(.epochActivated(application: "shop", epoch: 2))],
            saying: "is 1, not 2"
        ),
        .init(
            "activating a past epoch",
            after: voted + [.commit(1)],
            [.failover(.epochActivated(application: "shop", epoch: 1))],
            saying: "is 2, not 1"
        ),
        .init(
            "activating nothing",
            [.failover(.epochActivated(application: "till", epoch: 1))],
            saying: "no epoch yet"
        ),
        .init("the same plan version", [.plan(1)], saying: "is 2, not 1"),
        .init("a plan version left out", [.plan(3)], saying: "is 2, not 3"),
        .init("the same controller set version", [.members(1, "c1")], saying: "is 2, not 1"),
        .init(
            "a new controller set amid a proposal",
            after: [.open(1)],
            [.joint(2, ["c2"], from: ["c1"])],
            saying: "shop is open"
        ),
        .init("a controller set at once", [.members(2, "c2")], saying: "by way of one that holds both"),
        .init("a change from another set", [.joint(2, ["c2"], from: ["c3"])], saying: "by way of one that holds both"),
        .init("a change to the same set", [.joint(2, ["c1"], from: ["c1"])], saying: "by way of one that holds both"),
        .init("an empty controller set", [.members(2)], saying: "at least one"),
        .init("a controller set with one twice", [.members(2, "c1", "c1")], saying: "each once"),
        .init(
            "good events before a refused one",
            [.noted("one"), .failover(.proposalOpened(.shop(1))), .closed(2)],
            saying: "proposal 1 is"
        ),
    ]
}
