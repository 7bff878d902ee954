import OutletContract
import OutletEngine
import OutletWire
import Testing

@testable import gpuoutlet_mock

@Suite("A line of the log for a control call")
struct ControlLineTests {
    private let line = ControlLine(
        Request(method: .post, target: "/@w/__admin/verify?x=1"),
        Reply(Response(status: 409, body: Array(#"{"error":"verify_failed","message":"no"}"#.utf8))),
        at: HostTime(wall: Limits.virtualStart + .milliseconds(1250), monotonicNanoseconds: 0))

    @Test("stands in the columns of the exchanges' lines, without its query")
    func text() {
        #expect(
            line.text
                == "08:00:01.250                (control)     POST    /@w/__admin/verify            409 verify_failed")
    }

    @Test("says what the call did to its world")
    func did() {
        var reply = Reply(Response(status: 200))
        reply.did = "phase outage\u{1B}"
        let line = ControlLine(
            Request(method: .put, target: "/__admin/phase"), reply,
            at: HostTime(wall: Limits.virtualStart, monotonicNanoseconds: 0))
        #expect(line.text.hasSuffix("200  phase outage\\u{1B}"))
        #expect(line.json["did"] == "phase outage\u{1B}")
    }

    @Test("is told from an exchange by its event")
    func json() {
        #expect(line.json.object?.keys == ["event", "time", "method", "target", "status", "error", "did"])
        #expect(line.json["event"] == "control")
    }
}
