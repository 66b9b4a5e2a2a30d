extension ChannelKind {
    static let logEntry = CatalogEntry(meaning: "Writes to the controller's log.")
}
