extension CheckKind {
    static let hookEntry = CatalogEntry(
        meaning: "Runs a command that the agent defines under this name; exit code 0 is good.",
        parameters: [
            .required("hook", .hook, "the name in the agents' own file"),
            .optional("parameters", .settings, "reach the command as HOLDFAST_NAME in its environment"),
        ]
    )
}
