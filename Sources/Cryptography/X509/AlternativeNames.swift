import COpenSSL
import Glibc

/// Who a certificate stands for besides its subject: the subject alternative names (RFC 5280, section 4.2.1.6).
package struct AlternativeNames: Hashable, Sendable {
    /// Identities such as `spiffe://cluster/agent/us-east-1/a1`.
    package var uris: [String]
    package var dnsNames: [String]
    /// IP addresses in their usual text form.
    package var addresses: [String]

    package init(uris: [String] = [], dnsNames: [String] = [], addresses: [String] = []) {
        self.uris = uris
        self.dnsNames = dnsNames
        self.addresses = addresses
    }

    /// Reads the names of a certificate; kinds that nobody here uses are passed over.
    init(of certificate: OpaquePointer) {
        self.init()
        guard let names = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return }
        let stack = OpaquePointer(names)
        defer { GENERAL_NAMES_free(stack) }
        for index in 0..<max(0, OPENSSL_sk_num(stack)) {
            guard let name = OPENSSL_sk_value(stack, index) else { continue }
            add(name.assumingMemoryBound(to: GENERAL_NAME.self))
        }
    }

    private mutating func add(_ name: UnsafePointer<GENERAL_NAME>) {
        var kind: Int32 = 0
        guard let value = GENERAL_NAME_get0_value(name, &kind) else { return }
        switch kind {
        case GEN_URI: uris.append(Self.text(value))
        case GEN_DNS: dnsNames.append(Self.text(value))
        case GEN_IPADD: addresses += Self.address(Self.bytes(value)).map { [$0] } ?? []
        default: return
        }
    }

    private static func bytes(_ value: UnsafeMutableRawPointer) -> [UInt8] {
        let string = value.assumingMemoryBound(to: ASN1_STRING.self)
        return Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
    }

    private static func text(_ value: UnsafeMutableRawPointer) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension AlternativeNames {
    var isEmpty: Bool { uris.isEmpty && dnsNames.isEmpty && addresses.isEmpty }

    /// Adds the names to a certificate that is being made.
    ///
    /// They are built as values, never as OpenSSL's configuration text, in which a comma in a name starts another.
    func add(to certificate: OpaquePointer) throws(CryptographyError) {
        guard !isEmpty else { return }
        guard let stack = OPENSSL_sk_new_null() else { throw .library("no memory for names") }
        defer { GENERAL_NAMES_free(stack) }
        for uri in uris { try Self.push(GEN_URI, Self.visible(uri), to: stack) }
        for name in dnsNames { try Self.push(GEN_DNS, Self.visible(name), to: stack) }
        for address in addresses { try Self.push(GEN_IPADD, Self.address(address), to: stack) }
        guard X509_add1_ext_i2d(certificate, NID_subject_alt_name, UnsafeMutableRawPointer(stack), 0, 0) == 1 else {
            throw .library("cannot add names to a certificate")
        }
    }

    private static func push(_ kind: Int32, _ bytes: [UInt8], to stack: OpaquePointer) throws(CryptographyError) {
        guard let name = GENERAL_NAME_new() else { throw .library("no memory for a name") }
        let string = ASN1_STRING_type_new(kind == GEN_IPADD ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING)
        guard let string, ASN1_STRING_set(string, bytes, Int32(bytes.count)) == 1 else {
            ASN1_STRING_free(string)
            GENERAL_NAME_free(name)
            throw .library("no memory for a name")
        }
        GENERAL_NAME_set0_value(name, kind, string)
        guard OPENSSL_sk_push(stack, name) > 0 else {
            GENERAL_NAME_free(name)
            throw .library("no memory for a name")
        }
    }

    private static func visible(_ text: String) throws(CryptographyError) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CryptographyError(.malformed, "\"\(text)\" cannot be a name: visible ASCII characters only")
        }
        return bytes
    }

    private static func address(_ text: String) throws(CryptographyError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        if inet_pton(AF_INET6, text, &bytes) == 1 { return bytes }
        throw CryptographyError(.malformed, "\"\(text)\" is not an IP address")
    }
}
