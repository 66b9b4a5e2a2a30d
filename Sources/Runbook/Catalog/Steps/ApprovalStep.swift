extension StepKind {
    static let approvalEntry = CatalogEntry(
        meaning: "Asks a person and waits for the answer; a refusal fails the step.",
        parameters: [.required("question", .text, "what to ask")],
        // People take longer than machines.
        defaultTimeout: .seconds(3600)
    )
}
