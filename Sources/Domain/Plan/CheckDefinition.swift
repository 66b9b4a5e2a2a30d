/// A test that agents run, as the plan defines it.
package struct CheckDefinition: Hashable, Codable, Sendable {
    /// Where a check is run from.
    package enum Place: String, Hashable, Codable, Sendable, CaseIterable {
        /// By the agents of the region it is about.
        case local
        /// By the agents of every other region.
        case vantage
    }

    /// What the figures of a check tell, besides whether it is good.
    package enum Measure: String, Hashable, Codable, Sendable, CaseIterable {
        /// How far the data of its region is behind the active one's.
        case replicationLag = "replication-lag"
    }

    package var id: CheckID
    /// The kind of check, as the catalogue names it.
    package var uses: String
    package var with: Parameters
    package var every: Duration
    package var timeout: Duration
    /// Whether its failure counts for the verdict on a region.
    package var isCritical: Bool
    package var from: [Place]
    /// This many bad results in a row make it down.
    package var downAfter: Int
    /// This many good results in a row make it up again.
    package var upAfter: Int
    /// What it is there to measure: where it says nothing of that, it is not known, and never taken for nothing.
    package var measures: Measure?

    package init(
        id: CheckID,
        uses: String,
        with parameters: Parameters = [:],
        every: Duration = .seconds(1),
        timeout: Duration = .seconds(2),
        isCritical: Bool = false,
        from places: [Place] = [.local],
        downAfter: Int = 2,
        upAfter: Int = 5,
        measures measure: Measure? = nil
    ) {
        self.id = id
        self.uses = uses
        with = parameters
        self.every = every
        self.timeout = timeout
        self.isCritical = isCritical
        from = places
        self.downAfter = downAfter
        self.upAfter = upAfter
        measures = measure
    }
}
