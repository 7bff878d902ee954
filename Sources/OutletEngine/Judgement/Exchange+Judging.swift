import OutletContract
import OutletScenarios
import OutletWire

/// What the judgements on a client ask of an exchange.
extension Exchange {
    /// Whether it is the same request again: session, operation, path, query and body, all in one world.
    func repeats(_ other: Exchange) -> Bool {
        route?.operation == other.route?.operation && wholeRequestBytes == other.wholeRequestBytes
            && (target === other.target || path == other.path && query == other.query) && sid == other.sid
            && request.body.isSame(as: other.request.body)
    }

    /// An exchange as a key: the same for all that repeat it.
    struct Likeness: Hashable, Sendable {
        let exchange: Exchange

        static func == (a: Likeness, b: Likeness) -> Bool { a.exchange.repeats(b.exchange) }

        /// By what tells requests apart; an array's own hash would take its bytes one by one.
        func hash(into hasher: inout Hasher) {
            hasher.combine(exchange.route?.operation)
            hasher.combine(exchange.path)
            exchange.request.body.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    /// What the client made of the answer.
    enum Outcome: Sendable {
        case succeeded
        /// A whole answer that says no.
        case refused
        /// No answer, or not the whole of one.
        case lost
        /// It cannot know yet.
        case open
    }

    var outcome: Outcome {
        switch deliveryState {
        case .pending: .open
        case .lost: .lost
        case .delivered: response.status < 400 ? .succeeded : .refused
        }
    }

    /// The catalogue's code, where the client could read it.
    var code: ErrorCode? {
        if case .api(let code)? = error { return code }
        return nil
    }

    /// How long the client was told to wait, by a refusal that it could read.
    var toldToWait: Span? { outcome == .refused ? told?.wait(from: end.at) : nil }

    /// Whether it asks for something to change. A preview is asked for like a change, and is none.
    var isChange: Bool { route.map { $0.operation.isMutating && $0.operation != .previewRental } ?? false }

    /// The member of a JSON body; nil where there is none.
    func bodyMember(_ name: String) -> JSON? {
        guard !request.body.isEmpty, let body = try? JSON.parse(request.body) else { return nil }
        return body[name]
    }

    /// Whose doing it is: the signed-in user, else the address that the body names; nil for nobody in particular.
    var actor: String? {
        if let user { return user }
        switch route?.operation {
        case .requestCode, .verifyCode: return subject
        default: return nil
        }
    }

    /// `POST /v1/rentals`, for messages.
    var requestLine: String { "\(request.method.name) \(path)\(query.isEmpty ? "" : "?\(query)")" }

    /// What was answered, in a word or two.
    var answerWords: String {
        if let lossWords { return "no whole answer\(deliveryState == .pending ? " yet" : "") (\(lossWords))" }
        return error.map { "\(response.status) \($0.wireName)" } ?? "\(response.status)"
    }
}
