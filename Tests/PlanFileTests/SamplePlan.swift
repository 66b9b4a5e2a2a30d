import Domain
import Ports
import Testing

@testable import PlanFile

/// A small plan that has nothing wrong, to be made wrong in one place.
enum SamplePlan {
    static let text = """
        version: 1
        application: shop
        regions:
          east: {role: active, endpoints: {web: "https://east.example.com"}}
          west: {role: standby, endpoints: {web: "https://west.example.com"}}
          north: {role: witness}
        checks:
          web: {uses: http, with: {url: "{{region.endpoints.web}}"}, critical: true, from: [local, vantage]}
        dns:
          public:
            uses: rfc2136
            with: {server: ns.example.net, zone: example.com, key_file: /etc/key}
            record: {name: shop.example.com, type: A, ttl: 5, values: {east: [192.0.2.1], west: 192.0.2.2}}
        scenarios:
          region-failure:
            when: {verdict: [failed, unreachable]}
            mode: automatic
            runbook:
              - {id: warm, uses: hook, with: {region: "{{target}}", hook: warm}}
              - {id: dns, uses: dns.failover, with: {record: public, to: "{{target}}"}, needs: warm}
        communications:
          channels:
            on-call: {uses: webhook, with: {url: "https://alerts.example.net/x"}}

        """

    /// The sample after one replacement.
    static func text(replacing old: String, with new: String) throws -> String {
        try #require(text.contains(old), "the sample has no \(old)")
        return text.replacing(old, with: new)
    }
}

extension TextPlace {
    /// What stands there, up to the end of the line.
    func rest(in text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return "" }
        return String(lines[line - 1].dropFirst(column - 1))
    }
}
