extension StepKind {
    static let hookEntry = CatalogEntry(
        meaning: "Runs a command that the agents of a region define under this name, on one of them.",
        parameters: [
            .required("region", .region, "where to run it"),
            .required("hook", .hook, "the name in the agents' own file"),
            .optional("parameters", .settings, "reach the command as HOLDFAST_NAME in its environment"),
        ],
        outputs: .namedByStep,
        actsOutside: true,
        // An agent refuses an order under a term or epoch lower than the highest it has seen.
        isFenced: true
    )
}
