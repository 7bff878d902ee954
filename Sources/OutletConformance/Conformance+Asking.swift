import OutletContract
import OutletWire

/// Asking questions, and the checks that apply to every answer.
extension Conformance {
    /// The request budget that an answer stated.
    struct Budget: Equatable {
        var limit: Int
        var remaining: Int
        var resetUnixSeconds: Int
    }

    /// Asks and expects the good answer. Returns its body if it has one that can be read.
    @discardableResult
    mutating func answer(to question: Question) -> JSON? {
        guard let response = ask(question) else { return nil }
        let operation = question.operation
        guard expectStatus(operation.row.successStatus, of: response) else { return nil }
        report.meet(.answered, of: operation)
        if operation.needsSession, case .session = question.identity {
            checkBudget(of: response, isCounted: true)
            if operation != .logout { checkSliding(response) }
        }
        guard operation.answerShape != nil else { return .null }
        guard let body = json(of: response) else { return nil }
        checkShape(of: body, operation)
        return body
    }

    /// Checks a good answer against its shape.
    mutating func checkShape(of body: JSON, _ operation: Operation) {
        report.countCheck()
        if let ok = body["ok"] { expectEqual(ok, true, "ok is always true") }
        for departure in operation.answerShape?.departures(of: body) ?? [] {
            expect(
                false, "The answer has the shape of the contract: \(Conformance.pathRule(departure.path))",
                "\(departure.path) \(departure.expected)", departure.actual)
        }
    }

    /// Asks and expects this refusal, with `field` named in `details`. Returns the body.
    @discardableResult
    mutating func refusal(
        _ code: ErrorCode, of question: Question, field: String? = nil, isCounted: Bool = true
    ) -> JSON? {
        guard let response = ask(question, expecting: code) else { return nil }
        return checkRefusal(code, response, of: question, field: field, isCounted: isCounted)
    }

    private mutating func checkRefusal(
        _ code: ErrorCode, _ response: Response, of question: Question, field: String?, isCounted: Bool
    ) -> JSON? {
        let said =
            (try? JSON.parse(response.body))?["error"]?.string
            ?? String(decoding: response.body.prefix(60), as: UTF8.self)
        guard
            expect(
                response.status == code.status && said == code.wireName, "Refuses with \(code.wireName)",
                "\(code.status) \(code.wireName)", "\(response.status) \(said)")
        else { return nil }
        report.meet(.refused(code), of: question.operation)
        guard let body = json(of: response) else { return nil }
        checkErrorBody(body, field: field)
        checkRetryAfter(response, code)
        if question.identity == .session, question.operation.needsSession, code != .unauthorized {
            checkBudget(of: response, isCounted: isCounted)
        }
        return body
    }

    /// Sends a question. If the request budget is used up, waits and asks again.
    mutating func ask(_ question: Question, expecting code: ErrorCode? = nil) -> Response? {
        for attempt in 1...2 {
            let request = question.request(sid: sid, id: "conform-\(settings.label)-\(report.requests + 1)")
            guard let response = send(request, about: question.operation) else { return nil }
            guard attempt == 1, response.status == 429, code != .rateLimited, question.identity == .session,
                (try? JSON.parse(response.body))?["error"]?.string == ErrorCode.rateLimited.wireName,
                waitForBudget(response, question)
            else { return response }
        }
        return nil
    }

    /// Sends a request about this operation, or about HTTP itself.
    mutating func send(_ request: Request, about operation: Operation?) -> Response? {
        guard !hasEnded else { return nil }
        report.requests += 1
        subject = (operation, "\(request.method.name) \(request.target.prefix(100))")
        let response: Response
        do throws(ConformanceServer.NoAnswer) {
            response = try server.send(request)
            silences = 0
        } catch {
            silences += 1
            expect(false, "Answers", "an answer", "none: \(error.reason)")
            return nil
        }
        let id = response.header("X-Request-Id") ?? ""
        if let sent = request.header("X-Request-Id") {
            expect(id == sent, "Echoes X-Request-Id", sent, id.isEmpty ? "no such field" : id)
        }
        return response
    }

    private mutating func waitForBudget(_ response: Response, _ question: Question) -> Bool {
        _ = checkRefusal(.rateLimited, response, of: question, field: nil, isCounted: false)
        let seconds = response.header("Retry-After").flatMap { Int($0) } ?? 60
        guard !advance(seconds: seconds) else { return true }
        guard (0...120).contains(seconds) else { return false }
        server.pause(seconds)
        return true
    }

    // MARK: Checks of every answer

    mutating func expectStatus(_ status: Int, of response: Response) -> Bool {
        let text =
            status < 300 && response.status >= 400
            ? ": " + String(decoding: response.body.prefix(120), as: UTF8.self) : ""
        return expect(
            response.status == status, "Answers with status \(status)", "\(status)", "\(response.status)\(text)")
    }

    /// Returns the body as JSON and checks that the content type says so.
    mutating func json(of response: Response) -> JSON? {
        let type = response.header("Content-Type")
        expect(
            type?.lowercased().hasPrefix("application/json") == true, "Answers in JSON",
            "Content-Type: application/json",
            type ?? "no Content-Type")
        let body = try? JSON.parse(response.body)
        expect(body != nil, "The body is JSON", "JSON", String(decoding: response.body.prefix(60), as: UTF8.self))
        return body
    }

    mutating func checkErrorBody(_ body: JSON, field: String?) {
        let keys = body.object?.keys ?? []
        expect(
            keys.allSatisfy(["error", "message", "details"].contains), "A refusal has error, message and details only",
            "error, message, details", keys.joined(separator: ", "))
        expect(
            body["message"]?.string?.isEmpty == false, "A refusal has a message", "a sentence",
            body["message"]?.text ?? "none")
        let details = body["details"]?.object
        if let given = body["details"] {
            expect(
                details?.isEmpty == false && details?.members.allSatisfy { $0.1.string != nil } == true,
                "details maps fields to sentences, and is left out when empty", "{field: sentence}", given.text)
        }
        guard let field else { return }
        expect(
            details?[field] != nil, "details names the offending field", field,
            details.map { $0.keys.joined(separator: ", ") } ?? "no details")
    }

    private mutating func checkRetryAfter(_ response: Response, _ code: ErrorCode) {
        let text = response.header("Retry-After")
        guard code.row.retryAfterSeconds != nil else { return }
        expect(
            text.flatMap { Int($0) }.map { $0 >= 1 } == true, "\(code.wireName) carries Retry-After",
            "Retry-After: a whole number of seconds, at least 1", text ?? "no such field")
    }

    /// Checks the fixed windows of 100 requests a minute and 1,000 an hour. Each admitted request takes one.
    mutating func checkBudget(of response: Response, isCounted: Bool) {
        let numbers = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"].map {
            response.header($0).flatMap { Int($0) }
        }
        guard let limit = numbers[0], let remaining = numbers[1], let reset = numbers[2] else {
            expect(
                false, "Answers to a session carry X-RateLimit-Limit, -Remaining and -Reset", "three whole numbers",
                numbers.map { $0.map(String.init) ?? "none" }.joined(separator: ", "))
            return
        }
        let limits = [Limits.requestsPerMinute, Limits.requestsPerHour]
        expect(
            limits.contains(limit), "X-RateLimit-Limit is the window's",
            limits.map(String.init).joined(separator: " or "),
            "\(limit)")
        expect(
            remaining >= 0 && remaining <= limit.saturatingSum(isCounted ? -1 : 0),
            "X-RateLimit-Remaining lies within the limit",
            "0 to \(limit.saturatingSum(isCounted ? -1 : 0))", "\(remaining)")
        if let last = budget, last.limit == limit, last.resetUnixSeconds == reset {
            let expected = last.remaining.saturatingSum(isCounted ? -1 : 0)
            expect(
                remaining == expected, "X-RateLimit-Remaining counts each request that is let in", "\(expected)",
                "\(remaining)")
        }
        budget = Budget(limit: limit, remaining: remaining, resetUnixSeconds: reset)
    }

    /// Checks that an answer to a session sends its cookie again.
    private mutating func checkSliding(_ response: Response) {
        checkCookie(response, value: sid, maximumAge: Limits.sessionLife.wholeSeconds)
    }

    /// Checks the cookie and returns the session that the answer sets.
    @discardableResult
    mutating func checkCookie(_ response: Response, value: String?, maximumAge: Int) -> String? {
        let cookies = response.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
        let cookie = cookies.first { $0.hasPrefix("sid=") } ?? cookies.first ?? ""
        let parts = cookie.split(separator: ";").map { part in String(part.drop { $0 == " " }) }
        let sent = parts.first.flatMap { $0.hasPrefix("sid=") ? String($0.dropFirst(4)) : nil }
        expect(
            sent != nil && (value == nil || sent == value), "Sends the session's cookie",
            "sid=\(value == nil ? "…" : "the session")", parts.first ?? "no Set-Cookie")
        let attributes = ["HttpOnly", "SameSite=Lax", "Max-Age=\(maximumAge)"]
        let missing = attributes.filter { !parts.contains($0) }
        expect(
            missing.isEmpty, "The cookie has the contract's attributes", attributes.joined(separator: "; "),
            "without \(missing.joined(separator: ", "))")
        return sent
    }

    // MARK: The report

    /// Counts a check and records a finding if the rule is broken.
    @discardableResult
    mutating func expect(
        _ holds: Bool, _ rule: String, _ expected: @autoclosure () -> String, _ actual: @autoclosure () -> String
    ) -> Bool {
        report.countCheck()
        guard !holds else { return true }
        // Name an empty field or body: a blank would make the report look broken.
        let seen = actual()
        report.add(
            ConformanceFinding(
                operation: subject.operation, request: subject.request, rule: rule, expected: expected(),
                actual: seen.isEmpty ? "nothing" : seen))
        return false
    }

    @discardableResult
    mutating func expectEqual(_ actual: JSON?, _ expected: JSON?, _ rule: String) -> Bool {
        expect(actual == expected, rule, expected?.text ?? "nothing", actual?.text ?? "nothing")
    }

    /// Replaces indices in a path, so that `entries.3.amountCents` and `entries.4.amountCents` break one rule.
    private static func pathRule(_ path: String) -> String {
        path.split(separator: ".").map { Int($0) == nil ? String($0) : "*" }.joined(separator: ".")
    }
}
