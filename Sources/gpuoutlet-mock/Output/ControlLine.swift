import OutletContract
import OutletEngine
import OutletWire

/// One line of the log for what is no exchange: a control call or a stand-in page. Its columns are those of the
/// engine's lines; its time is the machine's, for it belongs to no world's clock.
struct ControlLine {
    private let time: String
    private let request: Request
    private let response: Response

    init(_ request: Request, _ reply: Reply, at now: HostTime) {
        time = now.wall.iso8601Milliseconds
        self.request = request
        response = reply.response
    }

    /// `08:00:01.250  (control)     POST    /__admin/verify               409 verify_failed`
    var text: String {
        let words = [
            String(time.dropFirst(11).dropLast()), Paragraph.padded("(control)", to: 12),
            Paragraph.padded(request.method.name, to: 6), Paragraph.padded(target, to: 28), "\(response.status)",
        ]
        return words.joined(separator: "  ") + (error.map { " \($0)" } ?? "")
    }

    var json: JSON {
        [
            "event": "control", "time": .string(time), "method": .string(request.method.name),
            "target": .string(request.target), "status": .integer(response.status), "error": .optional(error),
        ]
    }

    /// Without its query, which may carry what is nobody's business, and without what moves a terminal's cursor.
    private var target: String {
        let path = request.target.utf8.prefix { $0 != UInt8(ascii: "?") }
        return String(decoding: path.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// The code at the head of an error body; the body is not parsed for it.
    private var error: String? {
        let start = Array(#"{"error":""#.utf8)
        guard response.status >= 400, response.body.starts(with: start) else { return nil }
        let code = response.body.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: code, as: UTF8.self)
    }
}
