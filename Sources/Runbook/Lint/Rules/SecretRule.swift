import Domain

extension FindingCode {
    package static let secret: FindingCode = "secret"
}

/// A plan is shown, compared and journalled, so it must not hold secrets.
struct SecretRule: LintRule {
    func findings(in context: LintContext) -> [Finding] {
        let texts = context.uses.flatMap(\.texts)
        return (texts + endpoints(context)).compactMap { text, path in
            if let error = certainty(text, at: path) { return finding(.error, error, at: path) }
            guard SecretText.looksRandom(text) else { return nil }
            return finding(.warning, "looks like a key or a token", at: path)
        }
    }

    private func certainty(_ text: String, at path: PlanPath) -> String? {
        if SecretText.isPrivateKey(text) { return "is a private key" }
        if SecretText.isCloudKey(text) { return "is a key of a cloud account" }
        if SecretText.isName(ofSecret: path) && !SecretText.isLookUp(text) { return "is a secret by its name" }
        return text.contains("://") && WebAddress(text)?.hasUserInfo == true ? "has a user or a password in it" : nil
    }

    private func finding(_ severity: Finding.Severity, _ what: String, at path: PlanPath) -> Finding {
        let message = "\(what), and a plan is no place for one; put it into a file on the hosts and name the file"
        return Finding(severity, .secret, at: path, message)
    }

    private func endpoints(_ context: LintContext) -> [(text: String, path: PlanPath)] {
        context.plan.regions.flatMap { region in
            region.endpoints.sorted { $0.key < $1.key }.map { name, value in
                (value, PlanPath.root["regions"][region.id]["endpoints"][name])
            }
        }
    }
}
