import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("A line of the log")
struct LogLineTests {
    @Test("says time, world, method, path, status, code, faults and delay")
    func text() {
        let line = LogLine.text(
            .make(1, seconds: 61.25, error: .providerPoolEmpty, delay: .milliseconds(250), fired: ["slow", "empty"]),
            world: "checkout-17")
        #expect(
            line == "08:01:01.250  checkout-17   POST    /v1/rentals                   503 provider_pool_empty  [slow]"
                + "  [empty]  +250 ms")
    }

    @Test("shows an answer that never left, and no control characters")
    func lost() {
        let line = LogLine.text(.make(1, path: "/v1/\u{1B}[2J", ending: .reset), world: "w")
        #expect(line.contains("/v1/?[2J"))
        #expect(line.hasSuffix("--- reset"))
    }

    @Test("as JSON has always the same keys")
    func json() throws {
        let keys = [
            "event", "time", "world", "request", "method", "path", "operation", "user", "status", "error", "fault",
            "fired", "delivery", "delayMilliseconds",
        ]
        for exchange in [Exchange.make(1), .make(2, operation: nil, user: nil, error: .notFound, ending: .hang)] {
            let line = try JSON.parse(Array(LogLine.json(exchange, world: "w").utf8))
            #expect(line.object?.keys == keys)
        }
    }
}
