import OutletContract
import OutletEngine
import OutletWire

/// The server's log on standard error, as text or as JSON lines.
struct ServerLog: Sendable {
    enum Form: String, Sendable {
        case text
        case json
        case off
    }

    let form: Form
    private let writer: LogWriter

    init(_ form: Form, streams: Streams) {
        self.form = form
        writer = LogWriter { streams.complain($0) }
    }

    /// Logs an event of the server itself.
    ///
    /// - Parameter facts: further members of the JSON line. The text form leaves them out.
    func note(_ event: String, _ message: String, facts: JSONObject = [:]) {
        switch form {
        case .off: break
        case .text: writer.add("\(Product.name): \(message)")
        case .json:
            let row = JSONObject([("event", .string(event))] + facts.members + [("message", .string(message))])
            writer.add(JSON.object(row).text)
        }
    }

    /// Logs a request with its reply. Skips control calls that only read, since probes come every second, and the
    /// requests that browsers make on their own.
    func note(_ request: Request, _ reply: Reply, at now: HostTime) {
        guard form != .off else { return }
        if let line = reply.logLine { return writer.add(line) }
        guard !ServerLog.isLook(request) else { return }
        let line = ControlLine(request, reply, at: now)
        writer.add(form == .json ? line.json.text : line.text)
    }

    /// Adds a line as it is.
    @Sendable func add(_ line: String) { writer.add(line) }

    /// Logs a bug of this program, even if the log is off.
    @Sendable func complain(_ message: String) {
        if form == .off { return writer.add("\(Product.name): \(message)") }
        note("fault", message)
    }

    /// Logs bytes that are not a request.
    func note(_ error: WireError, at now: HostTime) {
        switch form {
        case .off: break
        case .text: writer.add("\(now.wall.iso8601Milliseconds) \(error.status) not a request: \(error.message)")
        case .json:
            let time = JSON.string(now.wall.iso8601Milliseconds)
            let row: JSON = [
                "event": "refusal", "time": time, "status": .integer(error.status), "message": .string(error.message),
            ]
            writer.add(row.text)
        }
    }

    func flush() { writer.flush() }

    /// The lines that have not been written yet.
    var memory: LogMemory { writer.memory }

    private static func isLook(_ request: Request) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        let parts = TargetParts(request.target)
        return parts.isControl || parts.isOfBrowser
    }
}
