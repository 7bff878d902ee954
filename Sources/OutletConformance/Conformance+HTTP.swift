import OutletContract
import OutletWire

/// What belongs to no single operation: unknown paths, wrong methods, HEAD, preflights, sessions and origins.
extension Conformance {
    mutating func askAroundHTTP() {
        let unknown = Request(method: .get, target: "/v1/no-such-path", headers: [requestId])
        if let response = send(unknown, about: nil) { checkPlainRefusal(404, response) }
        guard mayWrite else { return }
        for operation in Operation.allCases { askWrongMethod(operation) }
        let page = HeaderField("Origin", "http://localhost:5173")
        let preflight = Request(
            method: .options, target: Operation.createRental.path,
            headers: [
                page, HeaderField("Access-Control-Request-Method", "POST"),
                HeaderField("Access-Control-Request-Headers", "content-type"),
            ])
        if let response = send(preflight, about: nil) {
            expect(response.status == 204, "Answers preflights with 204", "204", "\(response.status)")
        }
    }

    private var requestId: HeaderField {
        HeaderField("X-Request-Id", "conform-\(settings.label)-\(report.requests + 1)")
    }

    /// Checks the answer to PATCH, which no path allows.
    private mutating func askWrongMethod(_ operation: Operation) {
        let target = Question.aboutNothing(operation).target
        guard let response = send(Request(method: .patch, target: target, headers: [requestId]), about: operation)
        else {
            return
        }
        checkPlainRefusal(405, response)
        let allowed = (response.header("Allow") ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
        expect(
            allowed.contains { $0 == operation.method.name }, "Allow names the methods that the path takes",
            operation.method.name, response.header("Allow") ?? "no Allow")
    }

    private mutating func checkPlainRefusal(_ status: Int, _ response: Response) {
        guard expectStatus(status, of: response), let body = json(of: response) else { return }
        checkErrorBody(body, field: nil)
        expectEqual(body["error"], .string(ErrorCode.notFound.wireName), "Refuses with not_found")
    }

    /// Checks that operations that need a session refuse requests without one or with an unknown one.
    mutating func askUnsigned() {
        for operation in Operation.allCases where operation.needsSession && (mayWrite || !operation.isMutating) {
            let question = Question.aboutNothing(operation)
            refusal(.unauthorized, of: question.by(.nobody))
            refusal(.unauthorized, of: question.by(.sid("no-such-session")))
        }
    }

    /// Checks that HEAD works where GET does, with the same status and budget fields.
    mutating func askHead(_ operation: Operation) {
        let fields = [requestId, HeaderField("Cookie", "sid=\(sid ?? "")")]
        guard let response = send(Request(method: .head, target: operation.path, headers: fields), about: operation)
        else {
            return
        }
        _ = expectStatus(200, of: response)
        checkBudget(of: response, isCounted: true)
    }

    /// Checks that pages of other origins may change nothing, and that those of localhost may and can read the answer.
    mutating func askOrigins() {
        guard mayWrite else { return }
        for operation in Operation.allCases where operation.isMutating && operation != .stripeWebhook {
            if [.logout, .deleteCard].contains(operation), !isOwnSession { continue }
            let question = Question.aboutNothing(operation).with("Origin", "https://conform.example")
            refusal(.forbidden, of: question, isCounted: false)
        }
        let origin = "http://localhost:5173"
        guard let response = ask(Question(.balance).with("Origin", origin)) else { return }
        checkBudget(of: response, isCounted: true)
        let fields = [
            ("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true"), ("Vary", "Origin"),
        ]
        for (name, value) in fields {
            expect(
                response.header(name) == value, "Lets pages of localhost read", "\(name): \(value)",
                response.header(name) ?? "none")
        }
        let exposed = (response.header("Access-Control-Expose-Headers") ?? "").lowercased()
        for name in ["Retry-After", "X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"] {
            expect(exposed.contains(name.lowercased()), "Exposes its header fields to pages", name, exposed)
        }
    }
}
