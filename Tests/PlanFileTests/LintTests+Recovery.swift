@testable import Runbook

private let scenario = "scenarios.region-failure"
private let runbook = "\(scenario).runbook"
private let record = "dns.public.records[0]"
private let look = "{id: look, needs: dns, uses: http.verify, with: {url: \"https://shop.example.com/\""
private let verify = "needs: warm}\n      - \(look)"

extension LintTests {
    /// Whether the recovery works.
    static let recoverySamples: [LintSample] = [
        LintSample("{id: warm,", "{id: warm, retry: {attempts: 0},", "error bad-retry \(runbook)[0].retry.attempts"),
        LintSample("{id: warm,", "{id: warm, retry: {attempts: 101},", "error bad-retry \(runbook)[0].retry.attempts"),
        LintSample(
            "{id: warm,",
            "{id: warm, retry: {backoff: 1m, longest_backoff: 59s},",
            "error bad-retry \(runbook)[0].retry.longest_backoff"
        ),
        LintSample("{id: warm,", "{id: warm, timeout: 25h,", "error too-long \(runbook)[0].timeout"),
        LintSample(
            "mode: automatic",
            "mode: automatic\n    failover: false",
            "warning moves-nothing \(runbook)[1]"
        ),
        LintSample("to: \"{{target}}\"", "to: west", "warning fixed-target \(runbook)[2].with.to"),
        LintSample("to: \"{{target}}\"", "to: \"{{source}}\"", "error fixed-target \(runbook)[2].with.to"),
        LintSample(
            "needs: warm}",
            "needs: warm}\n      - {id: on, uses: activate, needs: dns}",
            "warning dns-before-activate \(runbook)[1].needs"
        ),
        LintSample(
            "region: \"{{target}}\"",
            "region: \"{{source}}\"",
            "warning depends-on-source \(runbook)[0].with.region"
        ),
        LintSample("region: \"{{target}}\"", "region: east", "warning depends-on-source \(runbook)[0].with.region"),
        LintSample(
            "hook: warm}",
            "hook: warm}, on_failure: continue",
            and: [["region: \"{{target}}\"", "region: east"]]
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {from: \"{{source.endpoints.web}}\"}}",
            "warning depends-on-source \(runbook)[0].with.parameters.from"
        ),
        LintSample(
            "values: {east: [192.0.2.1], west: 192.0.2.2}",
            "values: {east: [192.0.2.1]}",
            "error no-value \(record).values.west"
        ),
        LintSample("west: 192.0.2.2", "west: []", "error no-value \(record).values.west"),
        LintSample("west: 192.0.2.2", "west: 192.0.2.1", "warning same-values \(record).values"),
        LintSample("west: 192.0.2.2", "west: [192.0.2.2, web]", "error wrong-value \(record).values.west[1]"),
        LintSample(
            "west: 192.0.2.2",
            "west: 192.0.2.2, north: 192.0.2.3",
            "warning unused-value \(record).values.north"
        ),
        LintSample(
            "type: A,",
            "type: AAAA,",
            "error wrong-value \(record).values.east[0]",
            "error wrong-value \(record).values.west[0]"
        ),
        LintSample(
            "type: A,",
            "type: CNAME,",
            and: [["[192.0.2.1]", "[a.example.com, b.example.com]"], ["192.0.2.2}", "shop.example.com.}"]],
            "error wrong-value \(record).values.east",
            "error wrong-value \(record).values.west[0]"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {Epoch: 1}}",
            "error reserved-name \(runbook)[0].with.parameters.Epoch"
        ),
        LintSample("ttl: 5,", "ttl: 0,", "error bad-ttl \(record).ttl"),
        LintSample("ttl: 5,", "ttl: 1500ms,", "error bad-ttl \(record).ttl"),
        LintSample("ttl: 5,", "ttl: 61,", "warning bad-ttl \(record).ttl"),
        LintSample("name: shop.example.com", "name: shop.example.org", "error bad-record-name \(record).name"),
        LintSample("name: shop.example.com", "name: notexample.com", "error bad-record-name \(record).name"),
        LintSample("name: shop.example.com", "name: \"*.example.com\"", "error bad-record-name \(record).name"),
        LintSample(
            "name: shop.example.com, type: A,",
            "name: Example.COM., type: CNAME,",
            and: [["[192.0.2.1]", "a.example.net"], ["192.0.2.2}", "b.example.net}"]],
            "error bad-record-name \(record).name"
        ),
        LintSample(
            "    record: {",
            "    records: [{type: A, name: SHOP.example.com., ttl: 5, values: {east: 192.0.2.3, west: 192.0.2.4}}, {",
            and: [["192.0.2.2}}", "192.0.2.2}}]"]],
            "error duplicate-record dns.public.records[1].name"
        ),
        LintSample(
            "    record: {",
            "    records: [{type: CNAME, name: shop.example.com, ttl: 5, values: {east: a.net, west: b.net}}, {",
            and: [["192.0.2.2}}", "192.0.2.2}}]"]],
            "error duplicate-record dns.public.records[1].name"
        ),
        LintSample(
            "dns:\n",
            """
            dns:
              other:
                uses: rfc2136
                with: {server: ns.example.net, zone: example.com., key_file: /etc/key}
                record: {name: shop.example.com, type: AAAA, ttl: 5, values: {east: "2001:db8::1", west: "2001:db8::2"}}

            """,
            "error duplicate-record \(record).name",
            "warning zone-split dns.public.with.zone",
            "warning record-not-moved \(runbook)",
            "note primary-in-region dns.other.with.server"
        ),
        LintSample(
            "record: {name: shop.example.com, type: A, ttl: 5, values: {east: [192.0.2.1], west: 192.0.2.2}}",
            "records: []",
            "error no-records dns.public.records"
        ),
        LintSample(
            "server: ns.example.net",
            "server: shop.example.com:53",
            "error primary-in-region dns.public.with.server"
        ),
        LintSample("server: ns.example.net", "server: 192.0.2.2", "error primary-in-region dns.public.with.server"),
        LintSample(
            "server: ns.example.net",
            "server: east.example.com",
            "error primary-in-region dns.public.with.server"
        ),
        LintSample("needs: warm}", "\(verify)}}", "warning verify-pinned-first \(runbook)[3].with.url"),
        LintSample("needs: warm}", "\(verify), pinned: true}}"),
        LintSample(
            "needs: warm}",
            "\(verify), pinned: true}}\n      - \(look.replacing("look, needs: dns", with: "more, needs: look"))}}"
        ),
        LintSample(
            "needs: warm}",
            verify.replacing("https://shop.example.com/", with: "{{target.endpoints.web}}/") + "}}"
        ),
        LintSample(
            "needs: warm}",
            verify.replacing("https://shop.example.com/", with: "https://other.example.com/") + ", pinned: true}}",
            "error nothing-to-pin \(runbook)[3].with.pinned"
        ),
        LintSample(
            "needs: warm}",
            "needs: warm}\n      - {id: t, uses: notify, with: {channel: on-call, text: done}}",
            "note not-fenced \(runbook)[3].uses"
        ),
    ]
}
