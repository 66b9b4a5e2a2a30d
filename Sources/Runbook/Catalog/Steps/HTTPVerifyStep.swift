extension StepKind {
    static let httpVerifyEntry = CatalogEntry(
        meaning: "Asks a URL from the controller and compares the answer with what is expected.",
        parameters: [
            .required("url", .url, "what to ask"),
            .optional(
                "pinned",
                .either(.flag, .list(.address)),
                "connect to these addresses instead of what DNS says; true: to the addresses that the plan's records have"
                    + " for the target under the URL's host"
            ),
            .optional("statuses", .list(.number(100...599)), "accepted status codes; without it any 2xx"),
            .optional("contains", .text, "a text that the body must contain"),
            .optional("trust_file", .file, "the authorities to trust; without it the system's"),
            .optional("certificate_days_left", .number(0...3650), "fails if the certificate ends sooner"),
            .optional("timeout", .duration, "for one request; without it the step's"),
        ]
    )
}
