import OutletContract
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
    private let now = Limits.virtualStart

    @Test("is a number of seconds")
    func seconds() {
        #expect(RetryAfter("30")?.wait(from: now) == .seconds(30))
        #expect(RetryAfter("0")?.wait(from: now) == .zero)
    }

    @Test("is a date, whose past is no wait")
    func date() {
        #expect(RetryAfter("Sun, 07 Jun 2026 08:02:00 GMT")?.wait(from: now) == .seconds(120))
        #expect(RetryAfter("Sun, 07 Jun 2026 07:02:00 GMT")?.wait(from: now) == .zero)
    }

    @Test("is nothing else", arguments: ["", "-1", "+1", "1.5", "soon", "99999999999999999999"])
    func other(text: String) {
        #expect(RetryAfter(text) == nil)
    }
}
