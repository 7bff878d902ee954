import OutletContract
import OutletScenarios
import OutletWire

/// The properties of an exchange that the judgements on a client use.
extension Exchange {
    /// Whether it is the same request again: same session, operation, path, query and body. Both must be of one world.
    func repeats(_ other: Exchange) -> Bool {
        route?.operation == other.route?.operation && wholeRequestBytes == other.wholeRequestBytes
            && (target === other.target || path == other.path && query == other.query) && sid == other.sid
            && request.body.isSame(as: other.request.body)
    }

    /// An exchange as a dictionary key, equal for all exchanges that repeat it.
    struct Likeness: Hashable, Sendable {
        let exchange: Exchange

        static func == (a: Likeness, b: Likeness) -> Bool { a.exchange.repeats(b.exchange) }

        /// Hashes what tells requests apart. An array's own hash would take its bytes one by one.
        func hash(into hasher: inout Hasher) {
            hasher.combine(exchange.route?.operation)
            hasher.combine(exchange.path)
            exchange.request.body.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    /// How the call ended for the client.
    enum Outcome: Sendable {
        case succeeded
        /// A whole answer with an error.
        case refused
        /// No answer, or not all of it.
        case lost
        /// The client cannot know yet.
        case open
    }

    var outcome: Outcome {
        switch deliveryState {
        case .pending: .open
        case .lost: .lost
        case .delivered: response.status < 400 ? .succeeded : .refused
        }
    }

    /// The code from the catalogue, if the client could read it.
    var code: ErrorCode? {
        if case .api(let code)? = error { return code }
        return nil
    }

    /// How long a refusal that the client could read told it to wait.
    var toldToWait: Span? { outcome == .refused ? told?.wait(from: end.at) : nil }

    /// Whether it asks for a change. A preview uses a mutating operation but changes nothing.
    var isChange: Bool { route.map { $0.operation.isMutating && $0.operation != .previewRental } ?? false }

    /// The member of a JSON body; nil if there is none.
    func bodyMember(_ name: String) -> JSON? {
        guard !request.body.isEmpty, let body = try? JSON.parse(request.body) else { return nil }
        return body[name]
    }

    /// Who acts: the signed-in user, else the address in the body; nil if there is neither.
    var actor: String? {
        if let user { return user }
        switch route?.operation {
        case .requestCode, .verifyCode: return subject
        default: return nil
        }
    }

    /// The request in a message, such as `POST /v1/rentals`.
    var requestLine: String { "\(request.method.name) \(path)\(query.isEmpty ? "" : "?\(query)")" }

    /// The answer in a few words.
    var answerWords: String {
        if let lossWords { return "no whole answer\(deliveryState == .pending ? " yet" : "") (\(lossWords))" }
        return error.map { "\(response.status) \($0.wireName)" } ?? "\(response.status)"
    }
}
