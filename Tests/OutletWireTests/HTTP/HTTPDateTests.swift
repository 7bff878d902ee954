import OutletWire
import Testing

@Suite("A date of HTTP")
struct HTTPDateTests {
    @Test("is read in all three forms that it ever had")
    func forms() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            #expect(HTTPDate.unixSeconds(text) == 784_111_777, "\(text)")
        }
        #expect(HTTPDate.unixSeconds("Sunday, 07-Jun-26 08:00:00 GMT") == 1_780_819_200)
    }

    @Test("is what was written", arguments: [0, 951_782_399, 1_780_819_200, 4_107_542_399, -1, 253_402_300_799])
    func roundTrip(unixSeconds: Int) {
        #expect(HTTPDate.unixSeconds(HTTPDate.text(unixSeconds: unixSeconds)) == unixSeconds)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "30", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 31 Feb 2026 08:00:00 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 99999 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
            "2026-06-07T08:00:00Z", "a b c d e f", "99999999999999999999 Nov 1 1:1:1 1",
        ])
    func other(text: String) {
        #expect(HTTPDate.unixSeconds(text) == nil)
    }
}
