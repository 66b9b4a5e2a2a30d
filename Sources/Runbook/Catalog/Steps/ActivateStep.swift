extension StepKind {
    static let activateEntry = CatalogEntry(
        meaning: "Makes /active answer 200 in the region of the committed epoch.",
        actsOutside: true,
        // It is a record in the journal, under the leader's term and for the committed epoch.
        isFenced: true
    )
}
