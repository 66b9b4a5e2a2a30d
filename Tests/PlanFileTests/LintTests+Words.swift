@testable import Runbook

private let runbook = "scenarios.region-failure.runbook"

extension LintTests {
    /// What the words of the plan mean.
    static let wordSamples: [LintSample] = [
        LintSample("application: shop", "application: my shop", "error bad-name application"),
        LintSample("application: shop", "application: -x", "error bad-name application"),
        LintSample("north: {", "\"no/rth\": {", "error bad-name regions.no/rth"),
        LintSample(
            "{web: \"https://east",
            "{w.eb: 1, web: \"https://east",
            "error bad-name regions.east.endpoints.w.eb"
        ),
        LintSample(
            "{id: warm,",
            "{id: wa.rm,",
            and: [["needs: warm", "needs: wa.rm"]],
            "error bad-name \(runbook)[0].id"
        ),
        LintSample(
            "{id: warm,",
            "{id: dns, uses: activate}\n      - {id: dns,",
            and: [["needs: warm", "needs: []"]],
            "error duplicate-id \(runbook)[1].id",
            "error duplicate-id \(runbook)[2].id",
            "warning dns-before-activate \(runbook)[2].needs"
        ),
        LintSample("role: active", "role: standby", "error active-region regions"),
        LintSample("role: standby", "role: active", "error active-region regions", "error no-standby regions"),
        LintSample(
            "role: standby",
            "role: witness",
            "error no-standby regions",
            "warning unused-value dns.public.records[0].values.west"
        ),
        LintSample("uses: http,", "uses: icmp,", "error unknown-kind checks.web.uses"),
        LintSample("uses: rfc2136", "uses: bind", "error unknown-kind dns.public.uses"),
        LintSample("uses: webhook", "uses: pager", "error unknown-kind communications.channels.on-call.uses"),
        LintSample(
            "uses: hook,",
            "uses: \"\",",
            "error unknown-kind \(runbook)[0].uses"
        ),
        LintSample(", hook: warm}", "}", "error missing-parameter \(runbook)[0].with"),
        LintSample(
            "url: \"https://alerts.example.net/x\"",
            "",
            "error missing-parameter communications.channels.on-call.with"
        ),
        LintSample("hook: warm}", "hook: warm, script: x}", "error unknown-parameter \(runbook)[0].with.script"),
        LintSample("hook: warm}", "hook: [warm]}", "error wrong-parameter \(runbook)[0].with.hook"),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {a-b: 1}}",
            "error wrong-parameter \(runbook)[0].with.parameters"
        ),
        LintSample("server: ns.example.net", "server: [a, b]", "error wrong-parameter dns.public.with.server"),
        LintSample("key_file: /etc/key", "key_file: key", "error wrong-parameter dns.public.with.key_file"),
        LintSample(
            "uses: http, with: {url: \"{{region.endpoints.web}}\"}",
            "uses: tcp, with: {address: \"{{region.endpoints.web}}\", port: 80}",
            "error missing-parameter checks.web.with"
        ),
        LintSample(
            "uses: http, with: {url: \"{{region.endpoints.web}}\"}",
            "uses: tcp, with: {host: \"{{region}}\"}",
            "error missing-parameter checks.web.with"
        ),
        LintSample(
            "uses: http, with: {url: \"{{region.endpoints.web}}\"}",
            "uses: tcp, with: {host: \"{{region}}\", port: 80}"
        ),
        LintSample("region: \"{{target}}\"", "region: moon", "error unknown-region \(runbook)[0].with.region"),
        LintSample(
            "record: public,",
            "record: secret,",
            "error unknown-record \(runbook)[2].with.record",
            "warning record-not-moved \(runbook)"
        ),
        LintSample(
            "needs: warm",
            "needs: [warm, x]",
            "error unknown-step \(runbook)[1].needs[1]",
            "error unknown-step \(runbook)[2].needs[1]"
        ),
        LintSample(
            "west: 192.0.2.2",
            "west: 192.0.2.2, moon: 192.0.2.3",
            "error unknown-region dns.public.records[0].values.moon"
        ),
        LintSample(
            "{id: warm,",
            "{id: n, uses: notify, with: {channel: x, text: t}}\n      - {id: warm,",
            "error unknown-channel \(runbook)[0].with.channel",
            "note not-fenced \(runbook)[0].uses"
        ),
        LintSample(
            "{id: warm,",
            "{id: warm, needs: dns,",
            "error cycle \(runbook)[0].needs"
        ),
        LintSample("{id: warm,", "{id: warm, needs: warm,", "error cycle \(runbook)[0].needs"),
        LintSample("hook: warm}", "hook: \"{{nothing}}\"}", "error unknown-path \(runbook)[0].with.hook"),
        LintSample("hook: warm}", "hook: \"{{target\"}", "error unknown-path \(runbook)[0].with.hook"),
        LintSample("hook: warm}", "hook: \"{{region}}\"}", "error unknown-path \(runbook)[0].with.hook"),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {a: [\"{{epoch}}\"]}}",
            "error wrong-parameter \(runbook)[0].with.parameters"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {a: \"{{target.endpoints.db}}\"}}",
            "error unknown-endpoint \(runbook)[0].with.parameters.a"
        ),
        LintSample("{{region.endpoints.web}}", "{{target.endpoints.web}}", "error unknown-path checks.web.with.url"),
        LintSample(
            "{{region.endpoints.web}}",
            "{{region.endpoints.api}}",
            "error unknown-endpoint checks.web.with.url"
        ),
        LintSample("ns.example.net", "\"{{region}}\"", "error bad-template dns.public.with.server"),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {a: \"{{steps.dns.succeeded}}\"}}",
            "error not-upstream \(runbook)[0].with.parameters.a"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm, parameters: {a: \"{{steps.x.failed}}\"}}",
            "error unknown-step \(runbook)[0].with.parameters.a"
        ),
        LintSample(
            "record: public, to: \"{{target}}\"}",
            "record: \"{{steps.warm.outputs.x}}\", to: \"{{target}}\"}",
            "error unknown-output \(runbook)[2].with.record",
            "warning record-not-moved \(runbook)"
        ),
        LintSample(
            "hook: warm}",
            "hook: warm}, outputs: [x], compensate: {uses: hook, with: {region: west, hook: \"{{steps.warm.outputs.x}}\"}}"
        ),
        LintSample("{id: warm,", "{id: warm, if: \"target = 1\",", "error bad-condition \(runbook)[0].if"),
        LintSample("{id: warm,", "{id: warm, if: steps.dns.failed,", "error not-upstream \(runbook)[0].if"),
        LintSample("needs: warm", "needs: warm, if: steps.warm.succeeded and source != \"west\""),
        LintSample("needs: warm", "needs: warm, outputs: [x]", "error no-outputs \(runbook)[2].outputs"),
        LintSample("hook: warm}", "hook: warm}, outputs: [\"a.b\"]", "error bad-name \(runbook)[0].outputs[0]"),
    ]
}
