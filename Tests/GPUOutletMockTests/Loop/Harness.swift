import OutletEngine
import OutletWire

@testable import GPUOutletMock

/// Drives one `Connection` as the loop does, without sockets, on a clock of its own.
final class Harness {
    var connection: Connection
    var now = TransportInstant(nanoseconds: 0)
    /// Whether the reader takes what is sent.
    var readerIsAwake = true
    var received: [UInt8] = []
    var expired: [Ticket] = []
    /// What the engine would be told of how answers ended, by the numbers of their exchanges.
    var reports: [String] = []
    /// What heads are answered with, before their bodies are taken.
    var headReply: Reply?
    /// The heads that were to be judged before their bodies.
    var judged: [String] = []
    private let reply: (Request) -> Reply

    static let date = "Sun, 07 Jun 2026 08:00:00 GMT"

    init(limits: ConnectionLimits = .init(), reply: @escaping (Request) -> Reply = Canned.echo) {
        connection = Connection(limits: limits, at: now)
        self.reply = reply
    }

    var wantsInput: Bool { connection.wantsInput }

    /// What the client has received so far.
    var text: String { String(decoding: received, as: UTF8.self) }

    /// The bodies of what the client has received, if they were said by `Canned.echo`.
    var echoes: [String] {
        text.split(separator: "\r\n").map(String.init).filter { $0.contains(" /") }
            .map { $0.split(separator: "HTTP/1.1 ").first.map(String.init) ?? "" }
    }

    func receive(_ text: String) {
        var bytes = Array(text.utf8)
        bytes.withUnsafeMutableBytes { connection.receive(UnsafeRawBufferPointer($0)) }
        settle()
    }

    func end() {
        connection.receiveEnd()
        settle()
    }

    func advance(milliseconds: Int) {
        now = now.advanced(byMilliseconds: milliseconds)
        perform(connection.elapse(at: now))
        settle()
    }

    func settle() {
        repeat {
            var action = connection.nextAction(at: now)
            while perform(action) { action = connection.nextAction(at: now) }
            flush()
        } while connection.hasMore
        handOnReports()
        if case .shutDown = connection.disposition { connection.didShutDown(at: now) }
    }

    /// The socket has failed, or the server closes it.
    func lose(_ end: DeliveryEnd) {
        connection.giveUp(end)
        handOnReports()
    }

    private func handOnReports() {
        reports += connection.reports.map { "\($0.deliveryID.number) \($0.end)" }
        connection.reports = []
    }

    @discardableResult private func perform(_ action: Connection.Action) -> Bool {
        switch action {
        case .nothing: return false
        case .reply(let request): connection.answer(reply(request), to: request, date: Self.date, at: now)
        case .judgement(let head):
            judged.append(head.target)
            if let headReply { connection.answerHead(headReply, to: head, date: Self.date, at: now) }
        case .refusal(let error): connection.refuse(Canned.refusal(error), date: Self.date)
        case .expire(let ticket):
            expired.append(ticket)
            connection.complete(Response(status: 408), date: Self.date, at: now)
        }
        return true
    }

    private func flush() {
        guard !connection.output.isEmpty else { return }
        let count = readerIsAwake ? connection.output.count : 0
        received += connection.output.withPending { Array($0.prefix(count)) }
        connection.didSend(count, at: now)
    }

    var isClosed: Bool {
        if case .close = connection.disposition { return true }
        return false
    }

    var isReset: Bool {
        if case .reset = connection.disposition { return true }
        return false
    }

    var isLingering: Bool {
        if case .lingering = connection.state { return true }
        return false
    }
}

extension String {
    static func get(_ target: String, _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
    }

    static func post(_ target: String, _ fields: String = "", _ body: String) -> String {
        "POST \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
