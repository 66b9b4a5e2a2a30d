import Domain

extension ParameterType {
    /// Whether the value has this type. A text with `{{…}}` in it is not known yet and passes wherever a text may stand.
    package func accepts(_ value: Parameter) -> Bool {
        switch (self, value) {
        case (.list(let element), .list(let items)): !items.isEmpty && items.allSatisfy { element.accepts($0) }
        case (.settings, .table(let table)): Self.areSettings(table)
        case (.either(let first, let second), _): first.accepts(value) || second.accepts(value)
        case (.flag, .flag): true
        case (.number(let range), .number(let number)): Int(exactly: number).map { range.contains($0) } ?? false
        case (.text, _): value.scalarText != nil
        case (_, .text(let text)): text.contains("{{") ? isText : accepts(text)
        case (_, _): false
        }
    }

    private func accepts(_ text: String) -> Bool {
        switch self {
        case .text: true
        case .region, .hook, .database, .dnsGroup, .channel: !text.isEmpty
        case .url: WebAddress(text) != nil
        case .host: HostAndPort(text) != nil
        case .address: IPAddress.isAddress(text)
        case .file: text.hasPrefix("/") && text.utf8.count > 1
        case .duration: Duration(text: text).map { $0 > .zero } ?? false
        case .flag, .number, .list, .settings, .either: false
        }
    }

    /// Whether its values are written as texts, so that a template may stand for one.
    private var isText: Bool {
        switch self {
        case .flag, .number, .list, .settings, .either: false
        case .text, .url, .host, .address, .file, .duration, .region, .hook, .database, .dnsGroup, .channel: true
        }
    }

    /// Names that differ in case only would be one variable.
    private static func areSettings(_ table: Parameters) -> Bool {
        table.allSatisfy { isSettingName($0) && $1.scalarText != nil }
            && Set(table.keys.map { $0.uppercased() }).count == table.count
    }

    /// What may be part of the name of an environment variable (POSIX.1-2017, 8.1).
    private static func isSettingName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }
}
