import AgentProtocol
import Domain
import Foundation
import Testing
import TestSupport

/// Lines as other languages see them, and what is refused.
struct FrameCodecTests {
    let codec = FrameCodec()

    @Test func everyFrameHasTheLineOfTheGoldenFile() throws {
        let lines = try FrameExamples.all.map { String(decoding: try codec.encode($0), as: UTF8.self) }.joined()
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/frames.jsonl")
        if ProcessInfo.processInfo.environment["REWRITE"] == "1" {
            try Data(lines.utf8).write(to: golden)
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == lines)
    }

    @Test(arguments: FrameExamples.all)
    func everyFrameComesBackAsItWas(frame: ProtocolFrame) throws {
        let line = try codec.encode(frame)
        #expect(line.last == UInt8(ascii: "\n") && !line.dropLast().contains(UInt8(ascii: "\n")))
        #expect(try codec.decode(Array(line.dropLast())) == frame)
    }

    @Test(arguments: [
        (#"{"report":{"process":7,"number":"1","assignment_version":5}}"#, "both spellings, numbers without quotes"),
        (
            #"{"report":{"process":"7","number":"1","assignmentVersion":"5","mood":{"good":[1]}},"x":null}"#,
            "unknown fields"
        ),
    ])
    func otherSpellingsAndUnknownFieldsAreRead(line: String, why: String) throws {
        let expected = AgentReport(process: 7, number: 1, assignmentVersion: 5)
        #expect(try codec.decode(Array(line.utf8)) == .agent(.report(expected)), "\(why)")
    }

    @Test(arguments: [
        (#"{"bye":{"process":"1"}}"#, "bye.backWithin is missing"),
        (#"{"bye":{"process":"1","backWithin":"-1s"}}"#, "bye.backWithin is not from"),
        (#"{"bye":{"process":"1","backWithin":"315360001s"}}"#, "bye.backWithin is not from"),
        (#"{"bye":{"backWithin":"1s"}}"#, "bye.process is 0"),
        (#"{"report":{"process":"1","number":"9223372036854775808"}}"#, "report.number is 9223372036854775808"),
        (#"{"hello":{"process":"1","hooks":["ok","not ok"]}}"#, "hello.hooks[1] is not a name"),
        (#"{"hello":{"process":"1","hooks":["ok","ok"]}}"#, "hello.hooks[1] repeats ok"),
        (#"{"hello":{"process":"1","fences":[{"application":"a","bound":"0s"}]}}"#, "hello.fences[0].bound must be"),
        (#"{"report":{"process":"1","number":"1","leases":[{"application":"../a"}]}}"#, "report.leases[0].application"),
        (
            #"{"report":{"process":"1","number":"1","leases":[{"application":"a"},{"application":"a"}]}}"#,
            "report.leases[1] is about the same"
        ),
        (
            #"{"report":{"process":"1","number":"4","leases":[{"application":"a","fencedSince":"5"}]}}"#,
            "report.leases[0].fencedSince is 5"
        ),
        (#"{"hookStatus":{"key":{"execution":"e","step":"s"}}}"#, "hookStatus.state is missing"),
        (#"{"hookStop":{}}"#, "hookStop.key is missing"),
        (#"{"hookStop":{"key":{"execution":"e"}}}"#, "hookStop.key.step is not a name"),
        (#"{"ack":{"process":"1","number":"1","reportEvery":"0s"}}"#, "ack.reportEvery must be more"),
        (#"{"chunk":{"request":"1","number":0,"last":true}}"#, "chunk.number is 0"),
        (#"{"chunk":{"request":"1","number":1}}"#, "chunk.text is empty"),
    ])
    func aValueThatCannotBeAcceptedIsNamedAndTheConnectionGoesOn(line: String, problem: String) {
        let fault = #expect(throws: FrameFault.self) { try codec.decode(Array(line.utf8)) }
        #expect(fault?.refusal.code == .malformed)
        #expect(fault?.refusal.message.hasPrefix(problem) == true, "\(fault?.refusal.message ?? "")")
        #expect(fault?.endsConnection == false)
    }

    @Test(arguments: [
        "", "hello", "[1]", "{", #"{"hello":"#, #"{"hello":{}} x"#, #"{"hello":{"process":"x"}}"#,
        #"{"hello":{"process":"-1"}}"#, #"{"bye":{"process":"1","backWithin":"soon"}}"#, #"{"bye":{},"hello":{}}"#,
    ])
    func aLineThatIsNotThisJSONEndsTheConnection(line: String) {
        let fault = #expect(throws: FrameFault.self) { try codec.decode(Array(line.utf8)) }
        #expect(fault?.refusal.code == .malformed && fault?.endsConnection == true)
    }

    @Test(arguments: ["{}", #"{"dance":{"steps":3}}"#, #"{"hello":null}"#])
    func aFrameOfAnUnknownKindIsRefusedAndTheConnectionGoesOn(line: String) {
        let fault = #expect(throws: FrameFault.self) { try codec.decode(Array(line.utf8)) }
        #expect(fault?.refusal.code == .unknownFrame && fault?.endsConnection == false)
    }

    @Test func aLineBeyondTheLimitIsRefused() {
        let padding = String(repeating: " ", count: ProtocolLimits.longestLine)
        let fault = #expect(throws: FrameFault.self) { try codec.decode(Array(("{}" + padding).utf8)) }
        #expect(fault == .lineTooLong)
    }

    @Test func aRefusalWithACodeOfANewerVersionIsStillARefusal() throws {
        let line = #"{"error":{"code":"CODE_MOON_IN_THE_WRONG_PHASE","message":"wait"}}"#
        #expect(try codec.decode(Array(line.utf8)) == .controller(.refusal(Refusal(.unavailable, "wait"))))
    }

    @Test func whatWouldMoveATerminalsCursorIsTakenOut() throws {
        let line = #"{"error":{"code":"CODE_UNAVAILABLE","message":"a\u001b[2Jb\nc\u202ed"}}"#
        #expect(try codec.decode(Array(line.utf8)) == .controller(.refusal(Refusal(.unavailable, "a [2Jb c d"))))
    }
}
