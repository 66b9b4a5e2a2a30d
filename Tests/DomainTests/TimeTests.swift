import Domain
import Foundation
import Testing

@Suite("Time")
struct TimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_827_696_789, "2000-02-29T12:34:56.789Z"),
        (1_795_421_702_250, "2026-11-23T08:15:02.250Z"),
    ])
    func timestampsAreReadAndWrittenAsISO8601(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text) == Timestamp(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-02-30T00:00:00.000Z", "2026-11-23T08:15:02Z", "2026-11-23T08:15:02.250+01:00",
    ])
    func otherFormsOfTimeAreRefused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        ("1h30m", 5_400_000), ("250ms", 250), ("2s", 2000), ("0s", 0), ("1d", 86_400_000), ("1s500ms", 1500),
    ])
    func durationsAreReadAndWrittenAsInAPlan(text: String, milliseconds: Int64) {
        #expect(Duration(text: text) == .milliseconds(milliseconds))
        #expect(Duration.milliseconds(milliseconds).text == text)
    }

    @Test(arguments: ["", "5", "s", "1.5h", "-2s", "3w", "99999999999999999999s", "9223372036854775807d"])
    func otherFormsOfDurationAreRefused(text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test func aDurationInJSONIsAText() throws {
        let json = try JSONEncoder().encode(LeaseTerms(ttl: .seconds(5), fenceTimeout: .milliseconds(1500)))
        let object = try JSONSerialization.jsonObject(with: json) as? [String: String]
        #expect(object == ["ttl": "5s", "fenceTimeout": "1s500ms"])
        #expect(try JSONDecoder().decode(LeaseTerms.self, from: json).fenceTimeout == .milliseconds(1500))
    }

    /// One figure that cannot be read makes a whole answer unreadable, or a whole record of the journal.
    @Test(arguments: [0, -1, -2899, -90_000, 86_400_001])
    func whateverDurationIsWrittenInJSONIsRead(milliseconds: Int) throws {
        let terms = LeaseTerms(ttl: .milliseconds(milliseconds), fenceTimeout: .zero)
        #expect(try JSONDecoder().decode(LeaseTerms.self, from: JSONEncoder().encode(terms)) == terms)
    }
}
