/// A mismatch between a JSON document and a type: where it is, and what is wrong.
package struct JSONCodingError: Error, Hashable, Sendable {
    /// The dotted path, with list indices in brackets (`users[0].email`); empty for the whole document.
    package var path: String
    /// What is wrong, worded to follow the path: `must be a string, not null`.
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

extension JSONCodingError: CustomStringConvertible {
    package var description: String { "\(path.isEmpty ? "the document" : path) \(text)" }
}

extension JSONCodingError {
    init(_ codingPath: [any CodingKey], _ text: String) {
        var path = ""
        for key in codingPath {
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
        self.init(path: path, text: text)
    }

    /// Converts an error of the standard library or of a type's own `init(from:)`.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context): self.init(context.codingPath + [key], "is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(context.codingPath, context.debugDescription)
        @unknown default: self.init([], "cannot be read: \(error)")
        }
    }
}
