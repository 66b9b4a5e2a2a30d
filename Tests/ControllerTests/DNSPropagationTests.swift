import Domain
import Ports
import Testing

@testable import Controller

/// DESIGN 3.4: done means that every reachable name server answers the new value.
@Suite struct DNSPropagationTests {
    private enum Answer {
        case new, old, refused, silent
    }

    private static func answer(_ answer: Answer) -> DNSServerAnswer {
        switch answer {
        case .new: DNSServerAnswer(server: "ns", result: .success(["192.0.2.1"]))
        case .old: DNSServerAnswer(server: "ns", result: .success(["192.0.2.9"]))
        case .refused: DNSServerAnswer(server: "ns", result: .failure(PortError(.rejected, "refused")))
        case .silent: DNSServerAnswer(server: "ns", result: .failure(PortError(.unavailable, "ns is silent")))
        }
    }

    private static let cases: [([[Answer]], Bool)] = [
        ([[.new, .new]], true),
        ([[.new, .silent]], true),
        ([[.new, .old]], false),
        ([[.new, .refused]], false),
        ([[.silent, .silent]], false),
        ([[.new, .silent], [.silent, .new]], true),
        // The only server that answered the first record died before the second.
        ([[.new, .silent], [.silent, .silent]], false),
        ([], false),
    ]

    @Test(arguments: cases.indices) func itIsDoneWhenEveryServerThatCanBeReachedAnswersEveryRecord(index: Int) {
        let (records, isDone) = Self.cases[index]
        var propagation = DNSPropagation()
        for answers in records {
            let key = DNSRecordKey(name: "app.example.com", type: .a)
            propagation.take(answers.map(Self.answer), for: key, wanted: ["192.0.2.1"])
        }
        #expect(propagation.isDone == isDone, "\(records): \(propagation.summary)")
    }
}
