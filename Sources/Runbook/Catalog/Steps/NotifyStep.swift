extension StepKind {
    static let notifyEntry = CatalogEntry(
        meaning: "Tells people something over one channel.",
        parameters: [
            .required("channel", .channel, "the channel to use"),
            .required("text", .text, "what to tell"),
        ],
        actsOutside: true
    )
}
