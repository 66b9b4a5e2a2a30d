import Domain

/// One `uses:` with its `with:`, wherever it stands in the plan.
struct LintUse: Sendable {
    /// What may be looked up in its parameters.
    enum Templates: Sendable {
        case none
        case check
        /// The steps that have ended before it for certain.
        case step(LintRunbook, upstream: Set<StepID>)
    }

    let noun: String
    let name: String
    /// `nil` if there is no such kind.
    let entry: CatalogEntry?
    let knownNames: String
    let parameters: Parameters
    let path: PlanPath
    let templates: Templates

    init<SomeKind: Kind>(
        _: SomeKind.Type,
        _ name: String,
        _ parameters: Parameters,
        at path: PlanPath,
        templates: Templates
    ) {
        noun = SomeKind.noun
        self.name = name
        entry = SomeKind(rawValue: name)?.entry
        knownNames = SomeKind.knownNames
        self.parameters = parameters
        self.path = path
        self.templates = templates
    }

    /// Its parameters in a fixed order.
    var sortedParameters: [(name: String, value: Parameter, path: PlanPath)] {
        parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value, path["with"][$0.key]) }
    }

    /// Every text in its parameters, at any depth, in a fixed order.
    var texts: [(text: String, path: PlanPath)] {
        sortedParameters.flatMap { Self.texts(in: $0.value, at: $0.path) }
    }

    private static func texts(in value: Parameter, at path: PlanPath) -> [(text: String, path: PlanPath)] {
        switch value {
        case .text(let text): [(text, path)]
        case .list(let items): items.enumerated().flatMap { texts(in: $1, at: path[$0]) }
        case .table(let table): table.sorted { $0.key < $1.key }.flatMap { texts(in: $0.value, at: path[$0.key]) }
        case .number, .flag, .nothing: []
        }
    }
}

extension Parameters {
    /// The text of a parameter that is one.
    func text(_ name: String) -> String? {
        if case .text(let text) = self[name] { text } else { nil }
    }

    /// The text of a parameter if it is one value looked up and nothing else, for example `{{target}}`.
    func path(_ name: String) -> TemplatePath? {
        text(name).flatMap { try? Template($0) }?.onlyPath
    }
}
