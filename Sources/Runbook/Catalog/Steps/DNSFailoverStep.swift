extension StepKind {
    static let dnsFailoverEntry = CatalogEntry(
        meaning: "Points a group of DNS records at a region, in one message under the epoch's token (DESIGN 3.4).",
        parameters: [
            .required("record", .dnsGroup, "the group to change"),
            .required("to", .region, "the region whose values the records get"),
        ],
        actsOutside: true,
        isFenced: true
    )
}
