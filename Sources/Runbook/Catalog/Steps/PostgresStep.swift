import Domain

extension DatabaseAction {
    var entry: CatalogEntry {
        CatalogEntry(
            meaning: meaning,
            parameters: [
                .required("region", .region, "where the server is"),
                .required("database", .database, "its name in the agents' own file"),
            ],
            outputs: .namedByStep,
            actsOutside: true,
            isFenced: true,
            defaultTimeout: defaultTimeout
        )
    }

    private var meaning: String {
        switch self {
        case .promote: "Makes a PostgreSQL standby a server that takes writes, and has it take one."
        case .rejoin: "Makes a PostgreSQL server that has lost its place a standby of the one that has taken it."
        }
    }

    private var defaultTimeout: Duration {
        switch self {
        case .promote: .seconds(300)
        // All of the data may have to be copied.
        case .rejoin: .seconds(24 * 3600)
        }
    }
}
