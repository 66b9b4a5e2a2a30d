extension ChannelKind {
    static let webhookEntry = CatalogEntry(
        meaning: "Posts a JSON object to a URL.",
        parameters: [
            .required("url", .url, "where to post"),
            .optional("secret_file", .file, "the key that signs the body"),
            .optional("timeout", .duration, "for one request"),
        ],
        actsOutside: true
    )
}
