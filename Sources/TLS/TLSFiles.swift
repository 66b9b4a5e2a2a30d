import COpenSSL
import Cryptography

/// The contents of a configuration's files, read once so that what is checked is what is used.
struct TLSFiles {
    let chain: [Certificate]
    let authorities: [Certificate]
    let revocationLists: [RevocationList]
    private let configuration: TLSConfiguration
    private let chainPEM: [UInt8]
    private let key: PrivateKey?
    private let trustPEM: [UInt8]
    private let listPEM: [UInt8]

    init(_ configuration: TLSConfiguration) throws(TLSError) {
        self.configuration = configuration
        (chainPEM, chain) = try Self.certificates(in: configuration.identity?.certificateFile)
        key = try Self.key(in: configuration.identity?.keyFile)
        switch configuration.trust {
        case .file(let file): (trustPEM, authorities) = try Self.certificates(in: file)
        case .system: (trustPEM, authorities) = ([], [])
        }
        (listPEM, revocationLists) = try Self.lists(in: configuration.revocationListFile, signedByOneOf: trustPEM)
    }

    private static func certificates(in file: String?) throws(TLSError) -> ([UInt8], [Certificate]) {
        guard let file else { return ([], []) }
        return try naming(file) { () throws(CryptographyError) in
            let pem = try PEMFile.read(file)
            let certificates = try Certificate.all(pem: pem)
            guard !certificates.isEmpty else {
                throw CryptographyError(.malformed, "there is no certificate in PEM form in it")
            }
            return (pem, certificates)
        }
    }

    private static func key(in file: String?) throws(TLSError) -> PrivateKey? {
        guard let file else { return nil }
        return try naming(file) { () throws(CryptographyError) in
            try PrivateKey(pem: Secret(try PEMFile.read(file)))
        }
    }

    private static func lists(
        in file: String?,
        signedByOneOf trustPEM: [UInt8]
    ) throws(TLSError) -> ([UInt8], [RevocationList]) {
        guard let file else { return ([], []) }
        return try naming(file) { () throws(CryptographyError) in
            let pem = try PEMFile.read(file)
            let lists = try RevocationList.all(pem: pem, signedByOneOf: trustPEM)
            guard !lists.isEmpty else {
                throw CryptographyError(.malformed, "there is no revocation list in PEM form in it")
            }
            return (pem, lists)
        }
    }

    private static func naming<Contents>(
        _ file: String,
        _ body: () throws(CryptographyError) -> Contents
    ) throws(TLSError) -> Contents {
        do {
            return try body()
        } catch {
            let isNamed = error.message.contains(file)
            throw TLSError(.configuration, isNamed ? error.message : "\(file): \(error.message)")
        }
    }
}

extension TLSFiles {
    /// Gives the contents to libssl, which judges by the system's policy whether they are strong enough.
    func load(into context: OpaquePointer) throws(TLSError) {
        if let identity = configuration.identity { try load(identity, into: context) }
        let store = SSL_CTX_get_cert_store(context)
        switch configuration.trust {
        case .file(let file):
            try Self.each(trustPEM, in: file, with: { PEM_read_bio_X509($0, nil, nil, nil) }, free: X509_free) {
                X509_STORE_add_cert(store, $0)
            }
        case .system:
            guard SSL_CTX_set_default_verify_paths(context) == 1 else { throw .takeFromQueue(refusal: nil) }
        }
        guard let file = configuration.revocationListFile else { return }
        try Self.each(listPEM, in: file, with: { PEM_read_bio_X509_CRL($0, nil, nil, nil) }, free: X509_CRL_free) {
            X509_STORE_add_crl(store, $0)
        }
        X509_STORE_set_flags(store, UInt(X509_V_FLAG_CRL_CHECK))
    }

    private func load(_ identity: TLSConfiguration.Identity, into context: OpaquePointer) throws(TLSError) {
        var isFirst = true
        let file = identity.certificateFile
        try Self.each(chainPEM, in: file, with: { PEM_read_bio_X509($0, nil, nil, nil) }, free: X509_free) { pointer in
            defer { isFirst = false }
            guard !isFirst else { return SSL_CTX_use_certificate(context, pointer) }
            return Int32(SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(pointer)))
        }
        guard let key, SSL_CTX_use_PrivateKey(context, key.pointer) == 1, SSL_CTX_check_private_key(context) == 1 else {
            ERR_clear_error()
            throw TLSError(.configuration, "\(identity.keyFile) is not the key of the certificate in \(file)")
        }
    }

    private static func each(
        _ pem: [UInt8],
        in file: String,
        with read: (OpaquePointer) -> OpaquePointer?,
        free: (OpaquePointer?) -> Void,
        _ use: (OpaquePointer) -> Int32
    ) throws(TLSError) {
        try naming(file) { () throws(CryptographyError) in
            try PEM.readAll(pem, "what it should be", with: read) { object throws(CryptographyError) in
                defer { free(object) }
                guard use(object) == 1 else { throw .library("the system's policy refuses it") }
            }
        }
    }
}
