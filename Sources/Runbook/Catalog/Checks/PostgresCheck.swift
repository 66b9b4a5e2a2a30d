extension CheckKind {
    static let postgresEntry = CatalogEntry(
        meaning: "Asks a PostgreSQL server how it is, and has it take a write if it follows nobody.",
        parameters: [
            .required("database", .database, "the name in the agents' own file"),
            .optional(
                "writes",
                .flag,
                "false: only look; otherwise each look writes one message of no content to the log"
            ),
            .optional("latency_above", .duration, "fails if the write takes longer, or on a standby the connection"),
            .optional("connections_above", .number(1...100), "fails if more of the connections are taken, in percent"),
            .optional("transaction_above", .duration, "fails if a transaction is open for longer"),
        ]
    )

    static let postgresReplicationEntry = CatalogEntry(
        meaning: "Measures how far a PostgreSQL standby is behind its source, and whether a primary's standbys follow.",
        parameters: [
            .required("database", .database, "the name in the agents' own file"),
            .optional("warn_above", .duration, "warns if the standby may be further behind"),
            .optional("fail_above", .duration, "fails if the standby may be further behind"),
        ]
    )
}
