import Domain
import Testing

@testable import Runbook

@Suite struct SecretTextTests {
    @Test(arguments: [
        "rT5/yW8qLz2NvK4cXh9PmJ7dQf3Bs6Ga1Ue+x0=",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.x", "https://hooks.example.com/services/T00/B00/x7Hk2LpQ9vRt4WsZ8mNc",
    ])
    func keysLookRandom(text: String) {
        #expect(SecretText.looksRandom(text))
    }

    @Test(arguments: [
        "https://shop.example.com/api/health?region=us-east-1&version=2026.11",
        "/etc/holdfast/keys/printapp.example.com.key",
        "printapp-production-postgresql-replica-us-west-2", "AWSCloudFrontDistributionBackup2026", "EXXXXXXXXXXXXX",
        "printapp now runs in {{target}}; {{source}} is fenced (epoch {{epoch}}).",
        "arn:aws:rds:us-east-1:123456789012:db:printapp-db", "550e8400-e29b-41d4-a716-446655440000",
        "registry.example.com/app@sha256:3f786850e387550fdab836ed7e6dc881de23001b", "internationalisationisalongword",
        "steps.promote.outputs.endpoint",
    ])
    func whatPeopleWriteDoesNot(text: String) {
        #expect(!SecretText.looksRandom(text))
    }

    @Test func aSecretIsKnownByItsNameButAFileOrAPlaceIsNone() {
        let with = PlanPath.root["checks"]["token"]["with"]
        for name in ["password", "db_password", "api_token", "client-secret", "Passphrase"] {
            #expect(SecretText.isName(ofSecret: with[name]), "\(name)")
        }
        for name in ["secret_file", "token_url", "password_env", "url", "tokens"] {
            #expect(!SecretText.isName(ofSecret: with[name]), "\(name)")
        }
        #expect(SecretText.isLookUp("{{steps.a.outputs.token}}") && !SecretText.isLookUp("x{{target}}"))
    }
}
