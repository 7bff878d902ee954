import OutletContract
import OutletWire

/// A body as JSON, or why it is none. It is read once for all who look into it, and shared by them: faults, judgements,
/// the operation.
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

/// The last body that was read: who tries again sends it again.
struct RecentBody: Sendable {
    private var bytes: [UInt8] = []
    private var read: BodyRead?

    /// A longer one is read anew each time, and not held on to.
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
    /// What a call is about, as far as judgements on its sender ask: the family that it wants a pod of, or the address
    /// that it signs in with.
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

    /// As long as an address may be (RFC 5321 §4.5.3.1.3). A subject outlives its body in the journal: a longer text is
    /// nobody's address and no family, and must not keep there what the body's own limit cuts.
    private static let mostSubjectBytes = 254
}

extension Operation {
    /// Whether its body names a subject.
    var namesSubject: Bool {
        switch self {
        case .createRental, .previewRental, .requestCode, .verifyCode: true
        default: false
        }
    }
}
