import OutletWire
import Testing

@Suite("Exact numbers, keys and unseen characters in JSON")
struct ExactTextTests {
    @Test(
        "numbers are the same by value, however they are written",
        arguments: [
            ("1", "1.0"), ("10", "1e1"), ("0.5", "5E-1"), ("-0", "0"), ("-0.0", "0"), ("1e400", "10e399"),
            ("9007199254740993", "9007199254740993.0"), ("100000000000000000000", "1e20"),
        ])
    func same(a: String, b: String) throws {
        #expect(try JSON.parse(a).isSameNumber(as: JSON.parse(b)))
    }

    @Test(
        "and no others are",
        arguments: [
            ("9007199254740993", "9007199254740992"), ("9007199254740993.0", "9007199254740992"), ("1", "-1"),
            ("1e400", "1e401"), ("0.1", "0.10000000000000001"), ("1", "\"1\""), ("1", "true"),
            ("1e99999999999999999999", "1e99999999999999999998"), ("1e9223372036854775807", "1e9223372036854775806"),
            ("1e-9223372036854775808", "8"), ("1e-9223372036854775807", "8"), ("1e-1152921504606846976", "8"),
        ])
    func different(a: String, b: String) throws {
        #expect(try !JSON.parse(a).isSameNumber(as: JSON.parse(b)))
    }

    @Test("a composed letter and its parts are two keys, in small objects and in large ones", arguments: [0, 20])
    func keys(others: Int) throws {
        let composed = "caf\u{E9}"
        let parts = "cafe\u{301}"
        let more = (0..<others).map { "\"k\($0)\":0," }.joined()
        let object = try #require(JSON.parse("{\(more)\"\(composed)\":1,\"\(parts)\":2}").object)
        #expect(object[composed] == 1)
        #expect(object[parts] == 2)
        #expect(throws: JSONSyntaxError.self) { try JSON.parse("{\(more)\"\(parts)\":1,\"\(parts)\":2}") }
    }

    @Test(
        "what nobody sees is named",
        arguments: [
            ("{\u{A0}\"a\": 1}", "a no-break space, U+00A0"), ("{\"a\":\u{A0}1}", "a no-break space, U+00A0"),
            ("{\"a\": 1\u{A0}}", "a no-break space, U+00A0"), ("[1, \u{200B}2]", "a zero-width space, U+200B"),
            ("{\"a\"\u{3000}: 1}", "a space that is not ASCII's, U+3000"), ("{} \u{FEFF}", "a byte order mark, U+FEFF"),
        ])
    func unseen(text: String, name: String) {
        for dialect in [JSONDialect.strict, .relaxed] {
            #expect(throws: JSONSyntaxError.self) { try JSON.parse(text, dialect: dialect) }
            do { _ = try JSON.parse(text, dialect: dialect) } catch { #expect(error.message.contains(name)) }
        }
    }

    @Test(
        "UTF-16 and UTF-32 are named, with their marks and without",
        arguments: [
            ([0xFF, 0xFE, 0x7B, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x7B], "UTF-16"), ([0x7B, 0, 0x7D, 0], "UTF-16"),
            ([0, 0x7B, 0, 0x7D], "UTF-16"), ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
        ] as [([UInt8], String)])
    func wide(bytes: [UInt8], name: String) {
        do {
            _ = try JSON.parse(bytes, dialect: .relaxed)
            Issue.record("it should be refused")
        } catch {
            #expect(error.message == "the text is \(name); save it as UTF-8")
        }
    }
}
