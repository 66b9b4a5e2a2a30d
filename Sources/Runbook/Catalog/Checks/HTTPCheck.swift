extension CheckKind {
    static let httpEntry = CatalogEntry(
        meaning: "Asks a URL and compares the answer with what is expected.",
        parameters: [
            .required("url", .url, "what to ask"),
            .optional("statuses", .list(.number(100...599)), "accepted status codes; without it any 2xx"),
            .optional("contains", .text, "a text that the body must contain"),
            .optional("trust_file", .file, "the authorities to trust; without it the system's"),
            .optional("certificate_days_left", .number(0...3650), "fails if the certificate ends sooner"),
        ]
    )
}
