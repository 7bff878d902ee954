import OutletContract
import OutletWire
import Testing

@testable import OutletScenarios

@Suite("The header X-Mock-Fault")
struct FaultHeaderTests {
    private static let nothing =
        "this fault does nothing; give it error, respond, answer, connection, set, event, stale, delay, bodyDelay, drip or "
        + "goto"

    @Test(
        "says what a fault in a file would say",
        arguments: [
            ("rate_limited; retryAfter=7", "error: 'rate_limited', retryAfter: 7"),
            ("delay=2s", "delay: '2s'"), (" delay = 50ms..2s ;", "delay: '50ms..2s'"),
            ("connection=reset", "connection: 'reset'"),
            ("connection=reset; commit", "connection: 'reset', commit: true"),
            ("error=internal_error;message=Sorry, no", "error: 'internal_error', message: 'Sorry, no'"),
            ("provider_error; force; delay=1s", "error: 'provider_error', force: true, delay: '1s'"),
            ("drip=100", "drip: { bytesPerSecond: 100 }"), ("bodyDelay=2s; delay=1s", "bodyDelay: '2s', delay: '1s'"),
            ("connection=early", "connection: 'early'"), ("connection=stall", "connection: 'stall'"),
            ("connection=truncateAt:100", "connection: { truncateAt: 100 }"),
            ("connection = stallAt : 0 ; drip=7", "connection: { stallAt: 0 }, drip: { bytesPerSecond: 7 }"),
            ("internal_error; connection=lastAfter:1.5s", "error: 'internal_error', connection: { lastAfter: '1.5s' }"),
            (
                "rate_limited; retryAfter=5..15; retryAfterAs=date",
                "error: 'rate_limited', retryAfter: '5..15', retryAfterAs: 'date'"
            ),
            ("event=pods-fail", "event: 'pods-fail'"),
            ("event = pods-fail , keys-vanish; delay=1s", "event: ['pods-fail', 'keys-vanish'], delay: '1s'"),
        ])
    func sameAsFile(header: String, fault: String) throws {
        let expected = try read("{ faults: [{ id: 'header', on: 'createRental', \(fault) }] }").faults[0]
        let read = try Fault.readHeader(header, for: .createRental)
        #expect(read.answer == expected.answer)
        #expect(read.change == expected.change)
        #expect(read.delay == expected.delay && read.bodyDelay == expected.bodyDelay)
        #expect(read.dripBytesPerSecond == expected.dripBytesPerSecond)
        #expect(read.operations == [.createRental])
        #expect(read.id == "header")
    }

    @Test(
        "is refused with what would be right",
        arguments: [
            ("rate_limted", "error: unknown error code \"rate_limted\"; did you mean `rate_limited`?"),
            (
                "provider_pool_empty",
                "error: `me` cannot send `provider_pool_empty`; it comes from previewRental and "
                    + "createRental (`force: true` sends it all the same)"
            ),
            (
                "rate_limited; retryAfter=soon",
                "retryAfter: expected a range of seconds such as \"5..15\", or \"window\", found \"soon\""
            ),
            ("delay=2", "delay: expected a duration such as \"250ms\", or a range such as \"50ms..2s\", found \"2\""),
            ("conection=reset", "conection: unknown key \"conection\"; did you mean `connection`?"),
            (
                "retryAfter=3",
                "retryAfter: `retryAfter` goes with `error`, which this fault does not have"
            ),
            ("event=pods-fail,keys-vanis", "event[1]: unknown event \"keys-vanis\"; did you mean `keys-vanish`?"),
            (
                "rate_limited; retryAfter=window",
                "retryAfter: this fault's window never ends; give it `until`, or say another wait"
            ),
            ("stale=2s", "stale: a world remembers how it was only for the faults that it has; add one with `stale`"),
            (
                "connection=truncateAt:all",
                "connection.truncateAt: expected a whole number, found a string"
            ),
            (
                "connection=trunkateAt:5",
                "connection.trunkateAt: unknown key \"trunkateAt\"; did you mean `truncateAt`?"
            ),
            (
                "connection=early; commit",
                "commit: `early` ends the connection before the operation can run; leave `commit` out, or use `reset`"
            ),
            ("rate_limited; internal_error", "error: `error` is given twice; keep one"),
            ("", Self.nothing), (";;", Self.nothing),
        ])
    func refused(header: String, sentences: String) throws {
        let list = try #require(throws: ProblemList.self) { _ = try Fault.readHeader(header, for: .me) }
        #expect(list.sentences == sentences)
    }
}
