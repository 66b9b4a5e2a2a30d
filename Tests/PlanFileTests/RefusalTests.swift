import Domain
import Ports
import Testing

@testable import PlanFile

@Suite struct RefusalTests {
    /// What is replaced in the sample, by what, and the findings: the code and what stands at the place.
    static let cases: [(String, String, [String])] = [
        ("version: 1", "version: 2", ["bad-value 2"]),
        ("application: shop", "aplication: shop", ["missing-key version", "unknown-key aplication"]),
        ("application: shop", "application: [shop]", ["wrong-type [shop]"]),
        ("application: shop", "application: ~", ["wrong-type ~"]),
        ("application: shop", "application: shop\npriority: high", ["bad-value high"]),
        ("application: shop", "application: shop\nbackups: {every: 15m}", ["not-supported backups"]),
        ("application: shop", "application: shop\ndetection: {confirm: 4}", ["bad-value 4"]),
        ("application: shop", "application: shop\ndetection: {lease: 5s}", ["wrong-type 5s"]),
        (
            "application: shop", "application: shop\nobjectives: {rto: 1 h, mtd: 4h}",
            ["bad-value 1 h", "unknown-key mtd"]
        ),
        ("application: shop", "application: shop\nfencing: maybe", ["bad-value maybe"]),
        ("application: shop", "application: shop\nfencing: confirmed", ["not-supported confirmed"]),
        ("{role: witness}", "{role: boss}", ["bad-value boss"]),
        ("{role: witness}", "{}", ["missing-key {}"]),
        ("critical: true", "critical: yes", ["bad-value yes"]),
        ("from: [local, vantage]", "from: [local, moon]", ["bad-value moon"]),
        ("ttl: 5", "ttl: soon", ["bad-value soon"]),
        ("type: A", "type: MX", ["bad-value MX"]),
        ("type: A, ", "", ["missing-key {name"]),
        ("record: {", "record_: {", ["wrong-type uses", "unknown-key record_"]),
        ("verdict: [failed, unreachable]", "verdict: [failed, dead]", ["bad-value dead"]),
        ("when: {", "when: {region: passive, ", ["bad-value passive"]),
        ("mode: automatic", "mode: robot", ["bad-value robot"]),
        ("needs: warm", "need: warm", ["unknown-key need"]),
        ("uses: hook, ", "", ["missing-key {id: warm"]),
        ("needs: warm", "needs: warm, retry: {attempts: many}", ["bad-value many"]),
        ("needs: warm", "needs: warm, with: {}", ["duplicate-key with: {record"]),
        ("to: \"{{target}}\"", "to: {{target}}", ["yaml-syntax {target}"]),
        ("version: 1", "version: 1\n\tapplication: shop", ["yaml-syntax \t"]),
        ("version: 1", "version: !Sub 1", ["yaml-syntax !Sub"]),
        ("version: 1", "version: 1\n<<: {application: x}", ["yaml-syntax <<"]),
        ("version: 1", "version: *one", ["yaml-syntax *one"]),
        ("version: 1", "--- 1\n--- 2\nversion: 1", ["yaml-syntax --- 2"]),
    ]

    @Test(arguments: cases)
    func whatIsWrongIsFoundWhereItStands(old: String, new: String, expected: [String]) throws {
        let text = try SamplePlan.text(replacing: old, with: new)
        let reading = PlanFile.read(text: text, fileName: "x")
        #expect(reading.plan == nil)
        let found = reading.findings.map { "\($0.finding.code) \($0.place.rest(in: text))" }
        #expect(found.count == expected.count && zip(found, expected).allSatisfy { $0.hasPrefix($1) }, "\(found)")
    }

    @Test func everythingWrongIsFoundAtOnce() {
        var text = SamplePlan.text
        for (old, new) in [
            ("role: witness", "role: boss"), ("critical: true", "critical: 1"), ("mode: auto", "mode: aut"),
        ] {
            text.replace(old, with: new)
        }
        let lines = PlanFile.read(text: text, fileName: "x").findings.map(\.place.line)
        #expect(lines == [6, 8, 17])
    }

    @Test func aFindingIsOneLineThatEditorsUnderstand() throws {
        let text = SamplePlan.text.replacing("role: witness", with: "role: boss")
        let finding = try #require(PlanFile.read(text: text, fileName: "shop.yaml").findings.first)
        #expect(
            finding.description
                == "shop.yaml:6:17: error: regions.north.role: boss is not one of active, standby, witness [bad-value]"
        )
    }

    @Test(arguments: ["", "# nothing", "just text", "[1, 2]", "\u{0}", "{", "&a [*a]"])
    func whatIsNoTableIsRefused(text: String) {
        let reading = PlanFile.read(text: text, fileName: "x")
        #expect(reading.plan == nil && reading.findings.count == 1)
    }
}
