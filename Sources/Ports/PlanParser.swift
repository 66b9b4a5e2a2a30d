import Domain

/// Reads the text of a plan.
package protocol PlanParser: Sendable {
    /// Reads the text. What it cannot read it reports, everything at once; it does not judge what the plan says.
    ///
    /// - Parameters:
    ///   - text: the YAML.
    ///   - fileName: what the findings call the text.
    /// - Returns: the plan, or why there is none.
    func parse(text: String, fileName: String) -> PlanReading
}

/// What came of reading a plan's text.
package struct PlanReading: Sendable {
    /// The plan, normalised; `nil` if a finding is an error.
    package var plan: Plan?
    /// Sorted by place.
    package var findings: [LocatedFinding]
    /// Where the parts of the plan stand in the text.
    package var places: PlanPlaces

    package init(plan: Plan?, findings: [LocatedFinding], places: PlanPlaces) {
        self.plan = plan
        self.findings = findings
        self.places = places
    }

    /// The findings with their places in the text, gravest first and then from the top.
    package func locate(_ findings: [Finding]) -> [LocatedFinding] {
        findings.map { LocatedFinding($0, at: places.place(of: $0.path), in: places.fileName) }.sorted()
    }

    /// Whether nothing that was found forbids to use the plan.
    package var isAcceptable: Bool { plan != nil && !findings.contains { $0.finding.severity == .error } }
}
