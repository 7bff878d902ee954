import OutletWire
import Testing

@Suite("traceparent")
struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let good = "00-\(trace)-00f067aa0ba902b7-01"

    @Test(
        "names the trace and the caller's span",
        arguments: [good, "01-\(trace)-00f067aa0ba902b7-01-more", good.replacing("01", with: "00")])
    func read(field: String) throws {
        let context = try #require(TraceContext(field))
        #expect(context.traceID.count == 32 && context.parentID.count == 16 && context.text == field)
    }

    @Test(
        "of another form is none",
        arguments: [
            "", "00", "00-\(trace)-00f067aa0ba902b7", good + "-more", good.uppercased(), "ff" + good.dropFirst(2),
            good.replacing("4bf9", with: "4bg9"), good.replacing("00f067aa0ba902b7", with: "0000000000000000"),
            good.replacing(trace, with: String(repeating: "0", count: 32)), " " + good, good + "1",
            "0-" + good.dropFirst(3),
            "01-\(trace)-00f067aa0ba902b7-01-" + String(repeating: "x", count: 300), "00-\(trace)--01",
        ])
    func refused(field: String) {
        #expect(TraceContext(field) == nil)
    }
}
