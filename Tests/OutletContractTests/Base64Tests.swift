import OutletContract
import Testing

@Suite("Base64")
struct Base64Tests {
    /// RFC 4648 §10, and the two digits that its examples leave out.
    static let vectors: [(plain: [UInt8], padded: String)] = [
        ([], ""), (Array("f".utf8), "Zg=="), (Array("fo".utf8), "Zm8="), (Array("foo".utf8), "Zm9v"),
        (Array("foob".utf8), "Zm9vYg=="), (Array("fooba".utf8), "Zm9vYmE="), (Array("foobar".utf8), "Zm9vYmFy"),
        ([0xfb, 0xef, 0xbe], "++++"), ([0xff, 0xff, 0xff], "////"), ([0], "AA=="),
    ]

    @Test("writes and reads the RFC's examples, padded and bare", arguments: vectors)
    func roundTrip(plain: [UInt8], padded: String) {
        let bare = String(padded.prefix { $0 != "=" })
        #expect(Base64.encode(plain) == padded)
        #expect(Base64.encode(plain, padded: false) == bare)
        #expect(Base64.decode(padded) == plain)
        #expect(Base64.decode(padded, padding: .optional) == plain)
        #expect(Base64.decode(bare, padding: .optional) == plain)
        #expect(Base64.decode(bare, padding: .forbidden) == plain)
    }

    @Test("gives every length back, whatever the bytes")
    func everyLength() {
        for count in 0..<200 {
            let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
            #expect(Base64.decode(Base64.encode(plain)) == plain)
        }
    }

    @Test(
        "refuses what is not exactly one value's text",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zm8==", "Zm9v=", "Zm9v====", "=", "==", "====", "Z", "Zm9vY", "Zm9v\n", " Zm9v",
            "Zm 9v", "Zm-_", "Zm9ü", "Z===", "Zg==Zg==", "Zh==", "Zm9=", "Zm9v\0",
        ])
    func refuses(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("refuses padding where none is wanted, and half of it where it is optional")
    func paddingRules() {
        #expect(Base64.decode("Zg==", padding: .forbidden) == nil)
        #expect(Base64.decode("Zg=", padding: .optional) == nil)
    }
}
