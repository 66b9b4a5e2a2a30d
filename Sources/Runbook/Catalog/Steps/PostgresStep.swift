extension StepKind {
    static let postgresPromoteEntry = CatalogEntry(
        meaning: "Makes a PostgreSQL standby a server that takes writes, and has it take one.",
        parameters: [
            .required("region", .region, "where the standby is"),
            .required("database", .database, "its name in the agents' own file"),
        ],
        outputs: .namedByStep,
        actsOutside: true,
        isFenced: true,
        defaultTimeout: .seconds(300)
    )
}
