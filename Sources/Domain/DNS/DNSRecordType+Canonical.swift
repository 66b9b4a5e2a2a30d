extension DNSRecordType {
    /// The one spelling of a value of this type, so that values can be compared as texts.
    ///
    /// - Returns: `nil` when the text is not a value of this type.
    package func canonical(_ value: String) -> String? {
        switch self {
        case .a:
            guard case .v4? = InternetAddress(value) else { return nil }
            return value
        case .aaaa:
            guard let address = InternetAddress(value), case .v6 = address else { return nil }
            return address.description
        case .cname:
            return DNSName(value)?.description
        }
    }
}
