import Testing

/// A message and its digest, both in hexadecimal.
struct SHA256Vector: Sendable, CustomTestStringConvertible {
    let message: String
    let digest: String

    init(_ message: String, _ digest: String) {
        self.message = message
        self.digest = digest
    }

    var testDescription: String { "\(message.utf8.count / 2) bytes" }
}
