import Cryptography
import Domain
import TLS
import Testing

/// Who a certificate's holder is, proven in memory: as strict as a connection would be.
@Suite(.timeLimit(.minutes(1)))
struct CertificateProofTests {
    let cluster: TestCluster

    init() throws { cluster = try TestCluster() }

    private func expectRefused(_ holder: TLSContext, by judge: TLSContext) {
        #expect(throws: TLSError.self) { try CertificateProof.prove(holder, to: judge) }
    }

    @Test func whoeverHasTheKeyIsWhoTheCertificateSays() throws {
        let judge = try cluster.context("c1", revocationListFile: try cluster.revoke([]))
        let proven = try CertificateProof.prove(try cluster.context("ada"), to: judge)
        #expect(proven.peerURIs == [TestCluster.uri("ada")])
    }

    @Test func anotherAuthoritysCertificateProvesNothing() throws {
        let other = try TestCluster()
        let stranger = try TLSContext(other.configuration(try other.identity("ada"), trustFile: cluster.trustFile))
        expectRefused(stranger, by: try cluster.context("c1"))
    }

    @Test func oneThatIsOverProvesNothing() throws {
        expectRefused(try cluster.context("ada", from: -30, to: -1), by: try cluster.context("c1"))
    }

    @Test func oneThatIsRevokedProvesNothing() throws {
        let ada = try cluster.context("ada")
        let list = try cluster.revoke(["ada"])
        expectRefused(ada, by: try cluster.context("c1", revocationListFile: list))
    }
}
