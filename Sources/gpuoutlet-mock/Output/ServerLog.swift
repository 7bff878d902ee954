import OutletContract
import OutletEngine
import OutletWire

/// What a server tells about itself on standard error, as text or as JSON lines.
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

    /// Something that happened to the server itself.
    ///
    /// - Parameter facts: for a machine that reads the line; people have them from elsewhere.
    func note(_ event: String, _ message: String, facts: JSONObject = [:]) {
        switch form {
        case .off: break
        case .text: writer.add("\(Product.name): \(message)")
        case .json:
            let row = JSONObject([("event", .string(event))] + facts.members + [("message", .string(message))])
            writer.add(JSON.object(row).text)
        }
    }

    /// One request with its reply. Control calls that only look are passed over, since probes come every second, and
    /// so is what browsers ask on their own account.
    func note(_ request: Request, _ reply: Reply, at now: HostTime) {
        guard form != .off else { return }
        if let line = reply.logLine { return writer.add(line) }
        guard !ServerLog.isLook(request) else { return }
        let line = ControlLine(request, reply, at: now)
        writer.add(form == .json ? line.json.text : line.text)
    }

    /// A line as it stands.
    @Sendable func add(_ line: String) { writer.add(line) }

    /// A fault of our own: told even where nothing else is.
    @Sendable func complain(_ message: String) {
        if form == .off { return writer.add("\(Product.name): \(message)") }
        note("fault", message)
    }

    /// Bytes that were no request.
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

    /// What has been noted and not been written.
    var memory: LogMemory { writer.memory }

    private static func isLook(_ request: Request) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        let parts = TargetParts(request.target)
        return parts.isControl || parts.isOfBrowser
    }
}
