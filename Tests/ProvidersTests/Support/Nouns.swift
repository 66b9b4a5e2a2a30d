import Domain
import Ports

extension DNSRecordKey {
    static func a(_ name: String) -> DNSRecordKey { DNSRecordKey(name: name, type: .a) }
    static func aaaa(_ name: String) -> DNSRecordKey { DNSRecordKey(name: name, type: .aaaa) }
    static func cname(_ name: String) -> DNSRecordKey { DNSRecordKey(name: name, type: .cname) }
}

extension DNSRecordSnapshot {
    /// The change from this to new values under a token of the epoch.
    func change(to values: [String], epoch: Epoch, region: RegionID = "us-west-2") -> DNSChange {
        DNSChange(expected: self, values: values, ttl: .seconds(5), token: .of(epoch, region))
    }
}

extension DNSToken {
    static func of(_ epoch: Epoch, _ region: RegionID) -> DNSToken {
        DNSToken(application: "printapp", epoch: epoch, region: region)
    }
}

/// The code with which a call failed; `nil` when it did not.
func failure(_ call: () async throws(PortError) -> Void) async -> PortError? {
    do throws(PortError) {
        try await call()
        return nil
    } catch {
        return error
    }
}
