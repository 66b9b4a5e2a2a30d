/// What one kind of step, check, DNS provider or channel means, needs and gives.
package struct CatalogEntry: Hashable, Sendable {
    /// Where the names of its outputs come from.
    package enum Outputs: Hashable, Sendable {
        case none
        /// From the `outputs:` of the step itself.
        case namedByStep
    }

    /// One line for people.
    package var meaning: String
    package var parameters: [ParameterDescription]
    /// Sets of parameters of which exactly one set must be given; empty where there is no choice.
    package var alternatives: [[String]]
    package var outputs: Outputs
    /// Whether it changes something outside Holdfast.
    package var actsOutside: Bool
    /// Whether what it acts on refuses a stale epoch by itself (DESIGN S3).
    package var isFenced: Bool
    /// How long one try of a step may take where the plan does not say.
    package var defaultTimeout: Duration

    package init(
        meaning: String,
        parameters: [ParameterDescription] = [],
        alternatives: [[String]] = [],
        outputs: Outputs = .none,
        actsOutside: Bool = false,
        isFenced: Bool = false,
        defaultTimeout: Duration = .seconds(60)
    ) {
        self.meaning = meaning
        self.parameters = parameters
        self.alternatives = alternatives
        self.outputs = outputs
        self.actsOutside = actsOutside
        self.isFenced = isFenced
        self.defaultTimeout = defaultTimeout
    }

    package func parameter(_ name: String) -> ParameterDescription? { parameters.first { $0.name == name } }
}
