import COpenSSL
import Domain
import Glibc

extension Timestamp {
    init(seconds: Int64) { self.init(milliseconds: seconds * 1000) }

    /// Whole seconds since 1970, rounded down.
    var seconds: Int { Int((Double(milliseconds) / 1000).rounded(.down)) }

    /// Reads a time of a certificate or a list; `nil` when there is none or it is damaged.
    init?(_ time: UnsafePointer<ASN1_TIME>?) {
        var fields = tm()
        guard let time, ASN1_TIME_to_tm(time, &fields) == 1 else { return nil }
        self.init(seconds: Int64(timegm(&fields)))
    }

    /// Lends the time to libcrypto, which copies it; `false` when it cannot be written.
    func withASN1(_ body: (UnsafeMutablePointer<ASN1_TIME>) -> Int32) -> Bool {
        guard let time = ASN1_TIME_set(nil, seconds) else { return false }
        defer { ASN1_STRING_free(time) }
        return body(time) == 1
    }
}
