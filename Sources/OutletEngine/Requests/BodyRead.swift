import OutletContract
import OutletWire

/// A body parsed as JSON, or the error. It is parsed once and shared by faults, judgements and the operation.
final class BodyRead: Sendable {
    let result: Result<JSON, JSONSyntaxError>

    init(_ request: Request) {
        do throws(JSONSyntaxError) {
            result = .success(try JSON.parse(request.body, maximumBytes: Limits.bodyBytes))
        } catch {
            result = .failure(error)
        }
    }

    var json: JSON? { try? result.get() }
}

/// The last body that was parsed, since a retry sends the same body again.
struct RecentBody: Sendable {
    private var bytes: [UInt8] = []
    private var read: BodyRead?

    /// The longest body to keep. Longer ones are parsed each time.
    private static let longest = 1024

    mutating func read(_ request: Request) -> BodyRead {
        if let read, bytes.isSame(as: request.body) { return read }
        let read = BodyRead(request)
        if request.body.count <= RecentBody.longest {
            bytes = request.body
            self.read = read
        }
        return read
    }
}

extension JSON {
    /// The subject of a call, by which judgements group calls: the family of the requested pod, or the address that
    /// signs in.
    func subject(of operation: Operation) -> String? {
        let said: String? =
            switch operation {
            case .createRental, .previewRental: self["familyId"]?.string
            case .requestCode, .verifyCode: self["email"]?.string.map { EmailAddress($0)?.text ?? $0 }
            default: nil
            }
        guard let said, said.utf8.count > JSON.mostSubjectBytes else { return said }
        return String(decoding: said.utf8.prefix(JSON.mostSubjectBytes), as: UTF8.self)
    }

    /// The maximum length of an address (RFC 5321 §4.5.3.1.3). A subject outlives its body in the journal. A longer
    /// text is neither an address nor a family, and must not keep there what the body's own limit cuts.
    private static let mostSubjectBytes = 254
}

extension Operation {
    /// Whether the operation's body names a subject.
    var namesSubject: Bool {
        switch self {
        case .createRental, .previewRental, .requestCode, .verifyCode: true
        default: false
        }
    }
}
