import OutletContract
import OutletWire
import Testing

@testable import OutletEngine

@Suite("A line of the log")
struct LogLineTests {
    private let wall = Limits.virtualStart + .hours(6)

    @Test("says time, world, method, path, status, code, faults and delay")
    func text() {
        let line = LogLine.text(
            .make(1, seconds: 61.25, error: .providerPoolEmpty, delay: .milliseconds(250), fired: ["slow", "empty"]),
            world: "checkout-17", wall: wall)
        #expect(
            line
                == "14:00:00.000  08:01:01.250  checkout-17   POST    /v1/rentals                   503 provider_pool_empty  [slow]"
                + "  [empty]  +250 ms")
    }

    @Test("shows an answer that never left, and no control characters")
    func lost() {
        let line = LogLine.text(.make(1, path: "/v1/\u{1B}[2J", ending: .reset), world: "w", wall: wall)
        #expect(line.contains("/v1/?[2J"))
        #expect(line.hasSuffix("--- reset"))
    }

    @Test("tells of an answer that was on its way and did not arrive, and of no other")
    func loss() throws {
        let late = Exchange.make(7, seconds: 1, delay: .seconds(2), liveSpeed: 1)
        #expect(LogLine.text(late, world: "w", wall: wall).hasSuffix("200  +2 s"))
        #expect(LogLine.loss(.text, late.ended(), world: "w", wall: wall) == nil)
        let left = late.ended(leftAfter: 0.3)
        #expect(
            LogLine.loss(.text, left, world: "w", wall: wall)
                == "14:00:00.000  08:00:01.300  w             POST    /v1/rentals                   request 7 lost: the client left after "
                + "300 ms")
        let line = try #require(LogLine.loss(.json, left, world: "w", wall: wall))
        #expect(try JSON.parse(Array(line.utf8))["leftAfterMilliseconds"] == 300)
    }

    @Test("as JSON has always the same keys")
    func json() throws {
        let keys = [
            "event", "time", "wall", "world", "request", "method", "path", "operation", "user", "status", "error",
            "fault",
            "fired", "delivery", "connection", "delayMilliseconds", "bodyDelayMilliseconds",
            "traceparent",
        ]
        for exchange in [Exchange.make(1), .make(2, operation: nil, user: nil, error: .notFound, ending: .hang)] {
            let line = try JSON.parse(Array(LogLine.json(exchange, world: "w", wall: wall).utf8))
            #expect(line.object?.keys == keys)
        }
    }
}
