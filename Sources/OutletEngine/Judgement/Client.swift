import OutletWire

/// The sender of a request, as far as a server can tell: the session it names, valid or not; without one, the
/// connection and the `User-Agent`.
enum Client: Hashable, Sendable {
    case session(String)
    case connection(Int, program: String)

    init(_ exchange: Exchange) {
        if let sid = exchange.caller?.sid ?? exchange.target.sids.first {
            self = .session(sid)
        } else {
            self = .connection(exchange.request.connection, program: exchange.request.header("user-agent") ?? "")
        }
    }

    /// The client's name, for people. A session id is secret, so only its first characters are shown.
    static func name(of exchange: Exchange) -> String {
        switch Client(exchange) {
        case .session(let sid): "\(exchange.user ?? "nobody"), session \(sid.prefix(4))…"
        case .connection(_, let program):
            "\(program.isEmpty ? "a client" : String(program.prefix(60))), from request \(exchange.number) on"
        }
    }
}
