/// Why a text is not JSON: the first place where it goes wrong, and how to fix it.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong. Each case has a test with its whole message.
    package enum Reason: String, CaseIterable, Sendable {
        case emptyText
        case textTooLong
        case nestedTooDeep
        case byteOrderMark
        case invalidUTF8
        case unexpectedCharacter
        case unexpectedEnd
        case unknownWord
        case badNumber
        case unclosedString
        case controlCharacter
        case badEscape
        case unpairedSurrogate
        case singleQuotes
        case comment
        case unclosedComment
        case missingComma
        case extraComma
        case missingColon
        case badKey
        case duplicateKey
        case mismatchedBracket
        case trailingText
    }

    package var reason: Reason
    /// The byte offset of the error, from 0.
    package var offset: Int
    package var position: TextPosition
    /// What is wrong and how to fix it, without the position.
    package var message: String

    package init(reason: Reason, offset: Int, position: TextPosition, message: String) {
        self.reason = reason
        self.offset = offset
        self.position = position
        self.message = message
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    package var description: String { "line \(position.line), column \(position.column): \(message)" }
}
