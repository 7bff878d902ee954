import Testing

@testable import OutletWire

@Suite("The fields of a response as a block")
struct HeaderBlockTests {
    @Test("Fields come out as they went in, whichever way that was")
    func roundTrip() {
        var block = HeaderBlock([HeaderField("Retry-After", "30")])
        block.append("X-Mock-World", "checkout~1")
        block.append("X-Mock-Request", -17)
        block.append { fields in
            fields.addField("X-RateLimit-Limit", 100)
            fields.addField("Vary", "Origin")
            fields.addField("X-Request-Id") { sink in
                sink.append("req_")
                sink.append(decimal: Int.max)
                sink.append(byte: UInt8(ascii: "!"))
            }
        }
        #expect(
            block.fields == [
                HeaderField("Retry-After", "30"), HeaderField("X-Mock-World", "checkout~1"),
                HeaderField("X-Mock-Request", "-17"), HeaderField("X-RateLimit-Limit", "100"),
                HeaderField("Vary", "Origin"), HeaderField("X-Request-Id", "req_9223372036854775807!"),
            ])
        #expect(HeaderBlock(block.fields) == block)
    }

    @Test("A field is found and taken out whatever the case; of two, the first is found")
    func names() {
        var block = HeaderBlock([HeaderField("A", "1"), HeaderField("Set-Cookie", "x"), HeaderField("set-cookie", "y")])
        #expect(block.first("SET-COOKIE") == "x")
        #expect(block.first("Set-Cooki") == nil)
        block.replaceAll(named: "Set-cookie", with: nil)
        #expect(block.fields == [HeaderField("A", "1")])
    }

    @Test("No value makes a second field, and no name that is no token makes one")
    func injection() {
        var block = HeaderBlock([HeaderField("X", "a\r\nB: c"), HeaderField("Y Z", "1")])
        block.append("W", "d\0e")
        #expect(block.fields == [HeaderField("X", "a  B: c"), HeaderField("W", "d e")])
    }

    @Test("An empty value, and one with a colon, keep their form")
    func oddValues() {
        let fields = [HeaderField("A", ""), HeaderField("Location", "http://localhost:80/a: b")]
        #expect(HeaderBlock(fields).fields == fields)
    }
}
