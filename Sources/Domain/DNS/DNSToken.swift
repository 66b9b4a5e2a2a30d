/// The fencing token that stands in DNS beside every managed record set, as the text of `_holdfast.NAME` (DESIGN 3.4).
package struct DNSToken: Hashable, Codable, Sendable, CustomStringConvertible {
    package var application: ApplicationID
    package var epoch: Epoch
    package var region: RegionID

    package init(application: ApplicationID, epoch: Epoch, region: RegionID) {
        self.application = application
        self.epoch = epoch
        self.region = region
    }

    /// The one form there is: `v=1;app=printapp;epoch=2;region=us-west-2`.
    package var description: String { "v=1;app=\(application);epoch=\(epoch);region=\(region)" }

    /// Reads the form that ``description`` writes; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let fields = text.split(separator: ";", omittingEmptySubsequences: false).map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        guard fields.allSatisfy({ $0.count == 2 }), fields.map({ $0[0] }) == ["v", "app", "epoch", "region"],
            let epoch = UInt64(fields[2][1])
        else { return nil }
        self.init(application: ApplicationID(fields[1][1]), epoch: Epoch(epoch), region: RegionID(fields[3][1]))
        guard description == text else { return nil }
    }

    /// The name of the record that carries the token.
    package static func recordName(for name: some StringProtocol) -> String { "_holdfast.\(name)" }
}
