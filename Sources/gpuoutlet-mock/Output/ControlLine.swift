import OutletContract
import OutletEngine
import OutletScenarios
import OutletWire

/// A log line for a request that is not an exchange: a control call or a stand-in page. Its columns match those of the
/// engine's lines, without the world's time.
struct ControlLine {
    private let time: String
    private let request: Request
    private let response: Response
    /// What the call changed in its world.
    private let did: String?

    init(_ request: Request, _ reply: Reply, at now: HostTime) {
        time = now.wall.iso8601Milliseconds
        self.request = request
        response = reply.response
        did = reply.did
    }

    /// `08:00:01.250                (control)     POST    /__admin/verify               409 verify_failed`
    var text: String {
        let words = [
            String(time.dropFirst(11).dropLast()), "".padded(to: 12), "(control)".padded(to: 12),
            request.method.name.padded(to: 6), target.padded(to: 28), "\(response.status)",
        ]
        return words.joined(separator: "  ") + (error.map { " \($0)" } ?? "")
            + (did.map { "  \($0.withoutControls)" } ?? "")
    }

    var json: JSON {
        [
            "event": "control", "time": .string(time), "method": .string(request.method.name),
            "target": .string(request.target), "status": .integer(response.status), "error": .optional(error),
            "did": .optional(did),
        ]
    }

    /// The target without its query, which may be confidential, and without control characters.
    private var target: String {
        let path = request.target.utf8.prefix { $0 != UInt8(ascii: "?") }
        return String(decoding: path.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// The error code at the start of the body, found without parsing it.
    private var error: String? {
        let start = Array(#"{"error":""#.utf8)
        guard response.status >= 400, response.body.starts(with: start) else { return nil }
        let code = response.body.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: code, as: UTF8.self)
    }
}
