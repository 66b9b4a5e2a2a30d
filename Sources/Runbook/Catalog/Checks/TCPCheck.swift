extension CheckKind {
    static let tcpEntry = CatalogEntry(
        meaning: "Opens a TCP connection.",
        parameters: [
            .optional("host", .host, "a host name or address"),
            .optional("port", .number(1...65_535), "the port"),
            .optional("address", .host, "host and port in one, for example {{region.endpoints.database}}"),
        ],
        alternatives: [["host", "port"], ["address"]]
    )
}
