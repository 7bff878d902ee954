import OutletWire
import Testing

@Suite("The JSON reader")
struct JSONReaderTests {
    @Test(
        "reads every kind of value",
        arguments: [
            ("null", JSON.null), ("true", true), (" false\n", false), ("0", 0), ("-0", 0), ("-17", -17),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .decimal("9223372036854775808")),
            ("2.80", .decimal("2.80")), ("1e3", .decimal("1e3")), ("-0.5E-7", .decimal("-0.5E-7")),
            (#""""#, ""), (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u00e9\u00E9é""#, "ééé"), (#""\uD83D\uDE00""#, "😀"), (#""x\u0000y""#, "x\u{0}y"),
            ("[]", []), ("[ ]", []), ("[1,[2],{}]", [1, [2], [:]]), ("{}", [:]),
            (#"{"a":1,"b":{"c":null}}"#, ["a": 1, "b": ["c": nil]]),
            (#"{"":0}"#, ["": 0]),
        ] as [(String, JSON)])
    func values(text: String, expected: JSON) throws {
        #expect(try JSON.parse(text) == expected)
        #expect(try JSON.parse(text, dialect: .relaxed) == expected)
    }

    @Test(
        "forgives a human what the relaxed dialect allows",
        arguments: [
            ("// c\n1", 1), ("/* a\n * b **/ 1 // end", 1), ("[1,2,]", [1, 2]), ("{a:1,}", ["a": 1]),
            ("{$schema:'x', _b2: true}", ["$schema": "x", "_b2": true]),
            (#"'it\'s "so"'"#, "it's \"so\""), ("{'a b': \"it's\"}", ["a b": "it's"]), ("\u{FEFF}{}", [:]),
            ("[//\n]", []), ("[1 /* one */ , // next\r\n 2]", [1, 2]), ("{true: null}", ["true": nil]),
        ] as [(String, JSON)])
    func relaxed(text: String, expected: JSON) throws {
        #expect(try JSON.parse(text, dialect: .relaxed) == expected)
        #expect(throws: JSONSyntaxError.self) { try JSON.parse(text) }
    }

    @Test("reading what was written gives the same value and the same bytes")
    func fixedPoint() throws {
        let text = #"{"z":[1,2.80,-1e-3,"\u0001é😀\"",null],"a":{"b":true,"":[]},"n":12345678901234567890}"#
        let first = try JSON.parse(text)
        #expect(try JSON.parse(first.bytes) == first)
        #expect(try JSON.parse(first.bytes).bytes == first.bytes)
        #expect(try JSON.parse(first.prettyText) == first)
        #expect(try JSON.parse(first.prettyText, dialect: .relaxed) == first)
    }

    @Test("random values survive being written and read", arguments: 1...20)
    func randomFixedPoint(seed: UInt64) throws {
        var generator = SmallGenerator(state: seed)
        let value = JSON.random(using: &generator, depth: 5)
        #expect(try JSON.parse(value.bytes) == value, "seed \(seed)")
        #expect(try JSON.parse(Array(value.prettyText.utf8), dialect: .relaxed) == value, "seed \(seed)")
    }

    @Test("never traps on cut or damaged text", arguments: [JSONDialect.strict, .relaxed])
    func damaged(dialect: JSONDialect) {
        let whole = Array(
            "// c\n{a: 'x\\u00e9\\uD83D\\uDE00', \"b\": [1, -2.5e+3, true,], /* é */ $c: {d: null}}\n".utf8)
        for length in 0..<whole.count { _ = try? JSON.parse(Array(whole[..<length]), dialect: dialect) }
        for place in whole.indices {
            for byte in [0x00, 0x22, 0x2F, 0x5C, 0x5D, 0x7D, 0x80, 0xC3, 0xFF] as [UInt8] {
                var damaged = whole
                damaged[place] = byte
                _ = try? JSONNode.parse(damaged, dialect: dialect)
            }
        }
    }

    @Test("a tree knows the place of each value and key")
    func places() throws {
        let text = "{\n  a: [10, 'x'],\n  \"b\": {c: null}\n}"
        let node = try JSONNode.parse(Array(text.utf8), dialect: .relaxed)
        let bytes = Array(text.utf8)
        #expect(node.offset == 0)
        #expect(node.members?.map(\.keyOffset).map { TextPosition(of: $0, in: bytes).line } == [2, 3])
        #expect(node["a"]?.elements?.map(\.offset) == [8, 12])
        let inner = try #require(node["b"]?.members?.first)
        #expect(TextPosition(of: inner.keyOffset, in: bytes) == TextPosition(line: 3, column: 9))
        #expect(TextPosition(of: inner.node.offset, in: bytes) == TextPosition(line: 3, column: 12))
        #expect(node.json == ["a": [10, "x"], "b": ["c": nil]])
    }

    @Test("lines end with LF, CR LF or CR, and a column is a Unicode scalar")
    func positions() {
        let bytes = Array("a\r\nbé😀c\rd\ne".utf8)
        let expected = [(0, 1, 1), (3, 2, 1), (4, 2, 2), (6, 2, 3), (10, 2, 4), (12, 3, 1), (14, 4, 1), (99, 4, 2)]
        for (offset, line, column) in expected {
            #expect(TextPosition(of: offset, in: bytes) == TextPosition(line: line, column: column))
        }
    }

    @Test("nests as deep as it says and no deeper")
    func depth() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSON.parse(deepest)
        let reason = reasonOfFailure(Array(repeating: UInt8(ascii: "["), count: 100_000))
        #expect(reason == .nestedTooDeep)
    }

    @Test("finds a second key among many")
    func manyKeys() throws {
        let keys = (0..<5000).map { "\"k\($0)\":\($0)" }
        let object = try JSON.parse("{" + keys.joined(separator: ",") + "}")
        #expect(object["k4999"] == 4999)
        for repeated in [3, 15, 16, 17, 4000] {
            let text = "{" + (keys + ["\"k\(repeated)\":0"]).joined(separator: ",") + "}"
            #expect(reasonOfFailure(Array(text.utf8)) == .duplicateKey)
        }
    }

    private func reasonOfFailure(_ bytes: [UInt8]) -> JSONSyntaxError.Reason? {
        do throws(JSONSyntaxError) {
            _ = try JSON.parse(bytes)
            return nil
        } catch {
            return error.reason
        }
    }
}

/// SplitMix64, so that a failing seed can be run again.
private struct SmallGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension JSON {
    fileprivate static func random(using generator: inout SmallGenerator, depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(.random(in: .min ... .max, using: &generator))
        case 3:
            return .decimal(
                "\(Int.random(in: -99...99, using: &generator)).5e\(Int.random(in: -9...9, using: &generator))")
        case 4: return .string(randomText(using: &generator))
        case 5:
            let count = Int.random(in: 0...5, using: &generator)
            return .array((0..<count).map { _ in random(using: &generator, depth: depth - 1) })
        default:
            let count = Int.random(in: 0...20, using: &generator)
            return .object(JSONObject((0..<count).map { ("\($0)é", random(using: &generator, depth: depth - 1)) }))
        }
    }

    private static func randomText(using generator: inout SmallGenerator) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "\"", "\\", "\n", "\u{0}", "\u{1F}", "/", "é", "\u{2028}", "😀", "\u{10FFFF}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            text.append(scalars[Int.random(in: scalars.indices, using: &generator)])
        }
        return String(text)
    }
}
