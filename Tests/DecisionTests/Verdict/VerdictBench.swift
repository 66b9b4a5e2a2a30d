import Decision
import Domain
import Testing

/// Three regions with agents, one controller and its judge of one region: the test says what the agents see.
///
/// Agents report at every whole second; the judge looks four times a second.
struct VerdictBench {
    static let application: ApplicationID = "printapp"
    static let east: RegionID = "us-east-1"
    static let west: RegionID = "us-west-2"
    static let eu: RegionID = "eu-west-1"

    var plan: Plan
    var subject: JudgedRegion
    var judge: RegionJudge
    /// Looks only where the picture has changed, and must come to the same.
    private var sparingJudge: RegionJudge
    private var planVersion: PlanVersion = 1
    var agents: [AgentID: AgentView] = [:]
    var conducts: [AgentID: AgentConduct] = [:]
    /// When which verdict took effect.
    private(set) var history: [String] = []
    private(set) var now = 0.0

    /// Everything is up, and no agent has reported yet.
    init(
        regions: [RegionID] = [east, west, eu],
        agentsEach: Int = 2,
        judging region: RegionID = east,
        excluded: Set<RegionID> = [],
        controllerRegion: RegionID = "elsewhere",
        standing: Verdict? = nil
    ) {
        let check = CheckDefinition(id: "api", uses: "http", isCritical: true, from: [.local, .vantage])
        let planned = regions.map { PlannedRegion(id: $0, role: $0 == Self.east ? .active : .standby) }
        plan = Plan(application: Self.application, regions: planned, checks: [check])
        subject = JudgedRegion(
            region: region,
            plan: plan,
            isActive: region == Self.east,
            hasOpenProposal: false,
            excludedVantage: excluded,
            controllerRegion: controllerRegion
        )
        judge = RegionJudge(standing: standing)
        sparingJudge = judge
        for home in regions {
            for number in 1...agentsEach { enrol(AgentID("\(home)/\(number)"), in: home, seeing: regions) }
        }
    }

    private mutating func enrol(_ id: AgentID, in home: RegionID, seeing regions: [RegionID]) {
        agents[id] = AgentView(id: id, region: home, waitingSince: .at(0))
        conducts[id] = AgentConduct(sights: Dictionary(uniqueKeysWithValues: regions.map { ($0, .up) }))
    }

    /// The agents of a region, in order.
    func agents(of region: RegionID) -> [AgentID] { agents.values.filter { $0.region == region }.map(\.id).sorted() }

    /// Agents of a region act differently from now on: all of them, or the first few.
    mutating func change(_ region: RegionID, first count: Int = .max, _ change: (inout AgentConduct) -> Void) {
        for id in agents(of: region).prefix(count) {
            guard var conduct = conducts[id] else { continue }
            change(&conduct)
            conducts[id] = conduct
        }
    }

    /// What agents of a region see of another, or of their own, from now on.
    mutating func see(_ sight: AgentConduct.Sight, of subject: RegionID, from region: RegionID, first count: Int = .max)
    {
        change(region, first: count) { $0.sights[subject] = sight }
    }

    mutating func silence(_ region: RegionID, first count: Int = .max) {
        change(region, first: count) { $0.isSilent = true }
    }

    /// Agents say bye now, for this long, and are silent.
    mutating func leave(_ region: RegionID, first count: Int = .max, for absence: Double) {
        silence(region, first: count)
        for id in agents(of: region).prefix(count) { agents[id]?.awayUntil = .at(now + absence) }
    }

    /// Time passes to this second, that second included.
    mutating func run(to end: Double) {
        while now < end {
            now += 0.25
            if now == now.rounded() { reportAll() }
            if subject.plan != plan { planVersion = PlanVersion(planVersion.rawValue + 1) }
            subject.plan = plan
            judgeSparingly()
            if judge.judge(subject, agents: Array(agents.values), at: .at(now)) {
                history.append("\(now) \(judge.standing?.rawValue ?? "none")")
            }
        }
    }

    private mutating func judgeSparingly() {
        let present = agents.values.sorted { $0.id < $1.id }
        let picture = Picture(
            of: plan.application,
            planVersion: planVersion,
            activeRegion: subject.isActive ? subject.region : "another",
            hasOpenProposal: subject.hasOpenProposal,
            detection: plan.detection,
            agents: present,
            at: .at(now)
        )
        sparingJudge.judge(picture, agents: present, at: .at(now), subject)
        var full = judge
        full.judge(subject, agents: present, at: .at(now))
        #expect(sparingJudge.standing == full.standing && sparingJudge.proven == full.proven)
        #expect(sparingJudge.assessment == full.assessment)
        let (sparing, whole) = (sparingJudge.suspected(by: plan.detection), full.suspected(by: plan.detection))
        #expect(sparing?.verdict == whole?.verdict && sparing?.at == whole?.at)
    }

    private mutating func reportAll() {
        for id in agents.keys.sorted() {
            guard let conduct = conducts[id], !conduct.isSilent else { continue }
            let plan = plan
            agents[id]?.take(conduct.report(at: now, checks: plan.checks), as: "c1", at: .at(now)) { plan.isFresh($0) }
        }
    }

    /// How a vantage region voted at the last look, and why.
    func vote(of region: RegionID) -> VantageVote? {
        judge.assessment?.votes.first { $0.region == region }?.vote
    }

    func reason(of region: RegionID) -> String? {
        judge.assessment?.votes.first { $0.region == region }?.reason
    }
}
