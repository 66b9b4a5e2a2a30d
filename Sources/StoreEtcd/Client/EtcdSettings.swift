import Cryptography
import Foundation
import Ports

/// How etcd is reached: what the section `etcd:` of controller.yaml says, its files already read.
package struct EtcdSettings: Sendable {
    /// URLs such as `https://etcd-1.example:2379`: the first is preferred, the others are for when it fails.
    package let endpoints: [String]
    /// The authorities that etcd's certificates come from; `nil` for the system's.
    package let trustFile: String?
    /// A client certificate and its key; `nil` where etcd asks for none.
    package let identity: Identity?
    /// Whom etcd knows this cluster's controllers as; `nil` where its authentication is off.
    package let account: Account?

    /// The files of a client certificate.
    package struct Identity: Hashable, Sendable {
        package var certificateFile: String
        package var keyFile: String

        package init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }

    /// A user of etcd and its password.
    package struct Account: Sendable {
        package var user: String
        package var password: Secret

        package init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    /// - Throws: ``PortError`` `.rejected` for a URL that no etcd can have.
    package init(
        endpoints: [String],
        trustFile: String? = nil,
        identity: Identity? = nil,
        account: Account? = nil
    ) throws(PortError) {
        guard !endpoints.isEmpty else {
            throw PortError(.rejected, "etcd.endpoints names no etcd: write one or more URLs, https://HOST:2379")
        }
        for endpoint in endpoints {
            guard let parts = URLComponents(string: endpoint), parts.scheme == "https" || parts.scheme == "http",
                parts.host?.isEmpty == false, parts.path.isEmpty || parts.path == "/", parts.query == nil,
                parts.user == nil, parts.password == nil
            else { throw PortError(.rejected, "\(endpoint) is not the URL of an etcd: write https://HOST:2379") }
        }
        self.endpoints = endpoints.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        self.trustFile = trustFile
        self.identity = identity
        self.account = account
    }
}
