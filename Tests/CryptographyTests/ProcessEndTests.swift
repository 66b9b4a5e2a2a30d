import COpenSSL
import Cryptography
import Domain
import Foundation
import Testing

/// At the end of a process libcrypto is left alone: threads may still use it.
struct ProcessEndTests {
    /// What may be the first use of libcrypto in a process.
    enum FirstUse: String, CaseIterable, Codable {
        case digest, code, serial, newKey, readKey, readCertificate

        func happen() {
            let empty = Secret([])
            switch self {
            case .digest: _ = SHA256(of: [])
            case .code: _ = try? HMAC.code(of: [], key: Secret([1]), using: .sha256)
            case .serial: _ = try? CertificateSerial.random()
            case .newKey: _ = try? PrivateKey.generate()
            case .readKey: _ = try? PrivateKey(pem: empty)
            case .readCertificate: _ = try? Certificate.all(pem: [1])
            }
        }
    }

    /// What is registered with `OPENSSL_atexit` runs when libcrypto takes itself apart.
    @Test(arguments: FirstUse.allCases) func libcryptoIsNotTakenApart(first: FirstUse) async {
        await #expect(processExitsWith: .exitCode(0)) { [first = first as FirstUse] in
            first.happen()
            OPENSSL_atexit { _exit(99) }
            exit(0)
        }
    }
}
