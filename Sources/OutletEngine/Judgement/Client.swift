import OutletWire

/// Whom a request comes from, as far as a server can tell: the session that it names, valid or not; without one the
/// connection, and the program that says to be at its end.
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

    /// Who that is, for people. A session's value is a secret, and its beginning is enough to tell it from others.
    static func name(of exchange: Exchange) -> String {
        switch Client(exchange) {
        case .session(let sid): "\(exchange.user ?? "nobody"), session \(sid.prefix(4))…"
        case .connection(_, let program):
            "\(program.isEmpty ? "a client" : String(program.prefix(60))), from request \(exchange.number) on"
        }
    }
}
