import Domain

/// Reads what follows `expect`.
struct ExpectationReader {
    let names: ScriptNames

    /// One expectation, or one for every application.
    mutating func read(_ line: inout ScriptLine) throws(ScriptError) -> [Expectation] {
        let claims = try claims(&line)
        let window = try Window(&line)
        return claims.map { Expectation(claim: $0, window: window, text: line.text) }
    }

    private func claims(_ line: inout ScriptLine) throws(ScriptError) -> [Claim] {
        if line.isQuotationNext { return [.line(try line.quotation())] }
        if line.take("never") { return [.noLine(try line.quotation())] }
        if line.take("a page about") { return [.page(about: try line.quotation())] }
        if line.take("no page about") { return [.noPage(about: try line.quotation())] }
        if line.take("no page") { return [.noPage(about: "")] }
        if line.take("nothing is journalled") { return [.quietJournal] }
        if line.take("at most") {
            let count = try line.count(0...20)
            try line.require("moves at once")
            return [.movesAtOnce(atMost: count)]
        }
        if line.take("lint") { return [try lint(&line)] }
        return try claimsAboutApplications(&line)
    }

    /// `lint error controller-placement`
    private func lint(_ line: inout ScriptLine) throws(ScriptError) -> Claim {
        let word = try line.word("error, warning or note")
        guard let severity = Finding.Severity(rawValue: word) else {
            throw line.error("lint says error, warning or note, not \"\(word)\"")
        }
        return .lint(severity, FindingCode(rawValue: try line.word("a code, for example controller-placement")))
    }

    private func claimsAboutApplications(_ line: inout ScriptLine) throws(ScriptError) -> [Claim] {
        let applications = try names.applications(&line)
        if line.take("loses at most") {
            let limit = try line.duration()
            return applications.map { .loss($0, atMost: limit) }
        }
        if line.take("loses nothing") { return applications.map { .loss($0, atMost: .zero) } }
        guard let make = Self.makers.first(where: { line.take($0.phrase) })?.make else {
            let known = Self.makers.map(\.phrase) + ["loses at most", "loses nothing"]
            let found = line.nextWord.map { ", not \"\($0)\"" } ?? ""
            throw line.error("an application \(known.joined(separator: ", "))\(found)")
        }
        let region = try names.region(&line)
        return applications.map { make($0, region) }
    }

    private static let makers: [(phrase: String, make: @Sendable (ApplicationID, RegionID) -> Claim)] = [
        ("stays in", Claim.stays), ("moves to", Claim.moves), ("is written in", Claim.isWritten),
        ("is not written in", Claim.isNotWritten), ("is served in the end by", Claim.isServed),
    ]
}
