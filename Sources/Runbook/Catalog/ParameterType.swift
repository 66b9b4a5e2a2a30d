import Domain

/// What the value of a parameter must be like.
package indirect enum ParameterType: Hashable, Sendable {
    case text
    /// `http://…` or `https://…`.
    case url
    /// A host name or an address, with a port where it is not the usual one.
    case host
    /// An IP address without a port.
    case address
    /// The absolute path of a file on every host that needs it.
    case file
    case duration
    case flag
    case number(ClosedRange<Int>)
    case list(ParameterType)
    /// Names with a text, number or flag each, which reach a command as environment variables.
    case settings
    case either(ParameterType, ParameterType)

    // Names of things that stand elsewhere in the plan or in an agent's own file.
    case region
    case hook
    case database
    case dnsGroup
    case channel

    /// The type for people.
    package var text: String {
        switch self {
        case .text: "a text"
        case .url: "a URL (http://… or https://…)"
        case .host: "a host name or address, optionally with :port"
        case .address: "an IP address"
        case .file: "the absolute path of a file"
        case .duration: "a duration such as 2s"
        case .flag: "true or false"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .list(let element): "a list, each item \(element.text)"
        case .settings: "a table of names (letters, digits, _) with a text, number or flag each"
        case .either(let first, let second): "\(first.text), or \(second.text)"
        case .region: "a region of the plan, {{target}} or {{source}}"
        case .hook: "the name of a hook"
        case .database: "the name of a database"
        case .dnsGroup: "a name under dns"
        case .channel: "a name under communications.channels"
        }
    }
}
