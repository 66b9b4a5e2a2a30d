import Logging

/// What the shells log becomes part of a run's trace.
struct TracedLog: LogHandler {
    let name: String
    let tell: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        tell(([event.message.description] + details).joined(separator: " "))
    }
}
