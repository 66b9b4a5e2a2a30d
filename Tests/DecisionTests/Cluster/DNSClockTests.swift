import Decision
import Domain
import Testing

/// DESIGN 3.4: the skew of the key's clock is measured ahead.
@Suite struct DNSClockTests {
    private static func cluster(ahead skew: Duration) -> Cluster {
        var plan = Plan.example()
        plan.dns = [DNSGroup(id: "public", uses: "rfc2136", with: [:], records: [])]
        let cluster = Cluster.healthy(plan)
        cluster.dnsClockAhead = skew
        cluster.run(for: .seconds(301))
        return cluster
    }

    @Test(arguments: [60, -60, 0]) func aClockWithinTheBoundIsNothing(seconds: Int) {
        #expect(Self.cluster(ahead: .seconds(seconds)).pages.isEmpty)
    }

    @Test(arguments: [(61, "ahead of"), (-61, "behind")])
    func aClockBeyondTheBoundPagesOnceAndIsSettledWhenItIsRightAgain(seconds: Int, side: String) {
        let cluster = Self.cluster(ahead: .seconds(seconds))
        cluster.run(for: .seconds(1000))
        #expect(cluster.pages.map(\.title) == ["app: the key of DNS public will soon be refused"])
        let detail = "the name server's clock is 1m1s \(side) this controller's: synchronise both"
        #expect(cluster.pages.first?.details == [detail])
        cluster.dnsClockAhead = .zero
        cluster.run(for: .seconds(301))
        #expect(cluster.pages.last?.severity == .resolved)
    }
}
