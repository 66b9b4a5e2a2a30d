import ArgumentParser

/// Where the authority lives.
struct PKIOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The authority's directory.", valueName: "directory"))
    var dir = "pki"

    var directory: PKIDirectory { PKIDirectory(path: dir) }
}

/// A number of days as an option's value.
struct DaysArgument: ExpressibleByArgument {
    let days: Int

    init?(argument: String) {
        guard let days = Int(argument), (1...Self.most).contains(days) else { return nil }
        self.days = days
    }

    /// A hundred years: times beyond 2049 have another form in certificates, and some readers fail on it.
    private static let most = 36_500
}
