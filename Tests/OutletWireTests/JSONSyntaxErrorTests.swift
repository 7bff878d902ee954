import OutletWire
import Testing

@Suite("A text that is not JSON")
struct JSONSyntaxErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var reason: JSONSyntaxError.Reason
        var text: [UInt8]
        var description: String
        var dialect = JSONDialect.strict
        var testDescription: String { "\(reason): \(String(decoding: text, as: UTF8.self))" }

        init(
            _ reason: JSONSyntaxError.Reason, _ text: String, _ description: String,
            dialect: JSONDialect = .strict
        ) {
            self.init(reason, bytes: Array(text.utf8), description, dialect: dialect)
        }

        init(
            _ reason: JSONSyntaxError.Reason, bytes: [UInt8], _ description: String,
            dialect: JSONDialect = .strict
        ) {
            self.reason = reason
            self.text = bytes
            self.description = description
            self.dialect = dialect
        }
    }

    static let rows: [Row] = [
        Row(.emptyText, " \n ", "line 2, column 2: there is no JSON value here; the smallest document is {}"),
        Row(
            .textTooLong, String(repeating: " ", count: 201),
            "line 1, column 1: the text has 201 bytes, at most 200 are allowed"),
        Row(
            .nestedTooDeep, String(repeating: "[", count: 65),
            "line 1, column 65: nested more than 64 levels deep; make the document flatter"),
        Row(
            .byteOrderMark, "\u{FEFF}{}",
            "line 1, column 1: the text starts with a byte order mark; remove it (RFC 8259 §8.1)"),
        Row(
            .invalidUTF8, bytes: Array("[\"a".utf8) + [0xC3, 0x28] + Array("\"]".utf8),
            "line 1, column 4: the byte 0xC3 is not UTF-8; save the text as UTF-8"),
        Row(
            .invalidUTF8, bytes: Array("// ".utf8) + [0xFF] + Array("\n1".utf8),
            "line 1, column 4: the byte 0xFF is not UTF-8; save the text as UTF-8", dialect: .relaxed),
        Row(.unexpectedCharacter, "[1, ?]", "line 1, column 5: expected a value, found `?`"),
        Row(.unexpectedCharacter, "é", "line 1, column 1: expected a value, found `é`"),
        Row(
            .unexpectedCharacter, "[1 / 2]",
            "line 1, column 4: found a lone `/`; a comment starts with // or /*", dialect: .relaxed),
        Row(.unexpectedEnd, "{\"a\":", "line 1, column 6: the text ends where a value is expected"),
        Row(
            .unexpectedEnd, "{\n  \"a\": [1, 2\n",
            "line 3, column 1: the text ends before the `[` of line 2, column 8 is closed"),
        Row(
            .unknownWord, "[True]",
            "line 1, column 2: `True` is not a JSON value; text needs quotes, and the words are true, false and null"),
        Row(.badNumber, "[01]", "line 1, column 2: a number has no leading zeros"),
        Row(.badNumber, "+1", "line 1, column 1: a number needs a digit here, as in 0.5 or -1"),
        Row(.badNumber, "[1.]", "line 1, column 2: a decimal point needs a digit after it, as in 1.0"),
        Row(.badNumber, "1e+", "line 1, column 1: an exponent needs a digit, as in 1e3"),
        Row(
            .badNumber, "{delay: 250ms}",
            "line 1, column 9: `ms` cannot follow a number; text needs quotes, as in \"30s\"", dialect: .relaxed),
        Row(
            .unclosedString, "{\"a\": \"b\n}",
            "line 1, column 7: this string is not closed before its line ends; close it with \", "
                + "and write a line break as \\n"),
        Row(
            .unclosedString, "'b",
            "line 1, column 1: this string is not closed before the text ends; close it with ', "
                + "and write a line break as \\n", dialect: .relaxed),
        Row(
            .controlCharacter, "\"a\tb\"",
            "line 1, column 3: a string cannot hold the control character 0x09; write \\u0009"),
        Row(
            .badEscape, #""C:\dir""#,
            "line 1, column 4: `\\` before `dir` is not an escape; a backslash itself is written \\\\"),
        Row(.badEscape, #""\u12x4""#, "line 1, column 2: `\\u` needs four hexadecimal digits, as in \\u00e9"),
        Row(
            .unpairedSurrogate, #""\uD83D!""#,
            "line 1, column 2: half of a surrogate pair; write both halves, or the character itself"),
        Row(
            .unpairedSurrogate, #""\uDE00""#,
            "line 1, column 2: half of a surrogate pair; write both halves, or the character itself"),
        Row(.singleQuotes, "{'a':1}", "line 1, column 2: JSON has no single quotes; use double quotes"),
        Row(.comment, "{} // done", "line 1, column 4: comments are not part of JSON; remove it"),
        Row(
            .unclosedComment, "{} /* done *", "line 1, column 4: this comment is never closed; end it with */",
            dialect: .relaxed),
        Row(.missingComma, "{\"a\": 1\n \"b\": 2}", "line 2, column 2: expected a comma before a string"),
        Row(
            .missingComma, "[\n  1 // one\n  two\n]", "line 3, column 3: expected a comma before `two`",
            dialect: .relaxed),
        Row(.extraComma, "[1,]", "line 1, column 3: a comma before the closing bracket; remove it"),
        Row(.extraComma, "[1,,2]", "line 1, column 4: a value is missing before this comma; remove the comma"),
        Row(
            .extraComma, "{,}", "line 1, column 2: a member is missing before this comma; remove the comma",
            dialect: .relaxed),
        Row(.missingColon, "{\"a\" 1}", "line 1, column 6: expected a colon after the name `a`, found a number"),
        Row(.badKey, "{a: 1}", "line 1, column 2: a member's name needs double quotes; write \"a\""),
        Row(.badKey, "{1: 1}", "line 1, column 2: expected a member's name, found a number", dialect: .relaxed),
        Row(
            .badKey, "{h100-80gb: 1}",
            "line 1, column 2: a name with a hyphen needs quotes; put the whole name in quotes", dialect: .relaxed),
        Row(
            .duplicateKey, "{\"a\": 1, \"a\": 2}",
            "line 1, column 10: this object already has a member `a`; keep one of the two"),
        Row(
            .mismatchedBracket, "{\"a\": [1}",
            "line 1, column 9: `}` cannot close the `[` of line 1, column 7; write `]`"),
        Row(.trailingText, "{} {}", "line 1, column 4: the document has ended here, but `{` follows; remove it"),
    ]

    @Test("is refused with the place and the mend", arguments: rows)
    func refused(row: Row) throws {
        let error = try #require(throws: JSONSyntaxError.self) {
            _ = try JSONNode.parse(row.text, dialect: row.dialect, maximumBytes: 200)
        }
        #expect(error.reason == row.reason)
        #expect(error.description == row.description)
    }

    @Test("has a tested message for every reason", arguments: JSONSyntaxError.Reason.allCases)
    func everyReasonHasARow(reason: JSONSyntaxError.Reason) {
        #expect(Self.rows.contains { $0.reason == reason })
    }
}
