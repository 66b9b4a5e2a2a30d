extension DNSProviderKind {
    static let rfc2136Entry = CatalogEntry(
        meaning: "Dynamic updates (RFC 2136), signed with TSIG (RFC 8945), of one zone at its one primary.",
        parameters: [
            .required("server", .host, "the zone's only primary, outside the region it leads away from"),
            .required("zone", .host, "the zone that all records of the group lie in"),
            .required("key_file", .file, "the TSIG key, in BIND's form"),
            .optional("authoritative", .list(.host), "every server that must answer the new value before it is done"),
            .optional("timeout", .duration, "for one message"),
        ],
        actsOutside: true,
        isFenced: true
    )
}
