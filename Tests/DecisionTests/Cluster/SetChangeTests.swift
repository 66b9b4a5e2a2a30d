import Decision
import Domain
import Testing

/// Rule 7 as people order it and leaders carry it out.
struct SetChangeTests {
    /// `c1` leads `c1`, `c2` and `c3`; `c4` and `c5` run too. The guardian of `a` holds grants of the given ones.
    private func bench(granting: [ControllerID] = ["c1", "c2", "c3", "c4", "c5"]) -> LeaderBench {
        var bench = LeaderBench()
        bench.say(Dictionary(uniqueKeysWithValues: ["c1", "c2", "c3", "c4", "c5"].map { ($0, .healthy) }))
        bench.reportLease(by: "a1", holding: granting)
        return bench
    }

    private func sets(_ bench: LeaderBench) -> [ControllerSetDescription] {
        bench.records.compactMap {
            guard case .controllers(.setChanged(let set, _, _)) = $0 else { return nil }
            return set
        }
    }

    @Test(
        arguments: [
            (.add(["c2", "c4"]), "c2 is one of the controllers already"),
            (.add(["c4"]), "would make 4 controllers"),
            (.add(["c4", "c6"]), "c6 is not there"),
            (.remove(["c4"]), "c4 is not one of the controllers"),
            (.remove(["c1", "c2", "c3"]), "would make 0 controllers"),
            (.replace("c1", with: "c2"), "c2 is one of them already"),
            (.replace("c4", with: "c5"), "c4 is not one of the controllers"),
            (.cancel, "no change of the controllers is under way"),
        ] as [(ControllerChange, String)]
    )
    func whatMakesNoSenseIsRefusedWithItsReason(change: ControllerChange, words: String) {
        var bench = bench()
        let answer = bench.ask(.changeControllers(change, reason: "test"))
        #expect(answer?.outcome == .refused)
        #expect(answer?.message.contains(words) == true, "\(answer?.message ?? "no answer")")
        #expect(sets(bench).isEmpty)
    }

    @Test func nothingBeginsThatWouldFenceAGuardian() {
        var bench = bench(granting: ["c1", "c2", "c3"])
        let answer = bench.ask(.changeControllers(.add(["c4", "c5"]), reason: "test"))
        #expect(answer?.outcome == .done, "three of five are a majority")
        var poor = self.bench(granting: ["c1", "c2"])
        let refused = poor.ask(.changeControllers(.replace("c1", with: "c4"), reason: "test"))
        #expect(refused?.outcome == .refused)
        #expect(refused?.message == "a1 would fence app: it has no grant of c3, c4; name them in its agent.yaml first")
    }

    @Test func noRegionComesToHoldAMajority() {
        var bench = bench()
        bench.stand(["c1": "a", "c2": "b", "c3": "c", "c4": "b", "c5": "d"])
        let answer = bench.ask(.changeControllers(.replace("c1", with: "c4"), reason: "test"))
        #expect(answer?.message.hasPrefix("a majority of them would stand in b") == true)
        #expect(bench.ask(.changeControllers(.replace("c1", with: "c5"), reason: "test"))?.outcome == .done)
    }

    @Test func nothingBeginsWhileAProposalIsOpen() {
        var bench = bench()
        bench.open(proposal: 1)
        let answer = bench.ask(.changeControllers(.replace("c1", with: "c4"), reason: "test"))
        #expect(answer?.message.contains("a proposal of app is open") == true)
    }

    @Test func theLeaderDropsTheOldSetWhenAMajorityOfItHasEndedItsGrantsAndSaysSoOnce() {
        var bench = bench()
        _ = bench.ask(.changeControllers(.replace("c1", with: "c4"), reason: "test"))
        let joint = ControllerSetDescription(version: 2, members: ["c2", "c3", "c4"], outgoing: ["c1", "c2", "c3"])
        #expect(sets(bench) == [joint])
        bench.change(to: joint, ended: ["c1"])
        bench.run(for: .seconds(20))
        #expect(sets(bench) == [joint])
        bench.change(to: joint, ended: ["c1", "c3"])
        bench.run(for: .seconds(5))
        #expect(sets(bench) == [joint, ControllerSetDescription(version: 3, members: ["c2", "c3", "c4"])])
    }

    @Test func aNewLeaderCompletesWhatAnotherBegan() {
        var bench = bench()
        let joint = ControllerSetDescription(version: 2, members: ["c1", "c3", "c4"], outgoing: ["c1", "c2", "c3"])
        bench.change(to: joint, ended: ["c2", "c3"])
        #expect(sets(bench) == [ControllerSetDescription(version: 3, members: ["c1", "c3", "c4"])])
    }

    @Test func aPersonGivesTheChangeUp() {
        var bench = bench()
        bench.change(
            to: ControllerSetDescription(version: 2, members: ["c1"], outgoing: ["c1", "c2", "c3"]),
            ended: []
        )
        let second = bench.ask(.changeControllers(.add(["c4", "c5"]), reason: "test"))
        #expect(second?.message.contains("let that end, or give it up") == true)
        #expect(bench.ask(.changeControllers(.cancel, reason: "test"))?.outcome == .done)
        #expect(sets(bench) == [ControllerSetDescription(version: 3, members: ["c1", "c2", "c3"])])
    }

    @Test func anOutgoingControllerSaysWhenItsOldGrantsHaveEndedAndAgainUntilItIsSeen() {
        var bench = bench()
        let joint = ControllerSetDescription(version: 2, members: ["c2", "c3", "c4"], outgoing: ["c1", "c2", "c3"])
        bench.change(to: joint, ended: [])
        bench.run(for: .seconds(3))
        #expect(bench.endsTold.count >= 2)
        #expect(Set(bench.endsTold) == [2])
        let told = bench.endsTold.count
        bench.change(to: joint, ended: ["c1"])
        bench.run(for: .seconds(3))
        #expect(bench.endsTold.count == told)
    }
}
