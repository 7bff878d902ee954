import OutletContract
import OutletWire

/// One request to an operation.
struct Question {
    enum Body {
        case none
        case json(JSON)
        case bytes([UInt8], contentType: String)
    }

    /// Who asks.
    enum Identity: Equatable {
        case session
        case nobody
        case sid(String)
    }

    var operation: Operation
    /// The value of the path's only parameter.
    var parameter: String?
    var query: [(name: String, value: String)] = []
    var body = Body.none
    var identity: Identity
    var headers: [HeaderField] = []

    /// Uses the session if the operation needs one.
    init(_ operation: Operation, _ parameter: String? = nil, query: [(name: String, value: String)] = []) {
        self.operation = operation
        self.parameter = parameter
        self.query = query
        self.identity = operation.needsSession ? .session : .nobody
    }

    init(_ operation: Operation, _ parameter: String? = nil, body: JSON) {
        self.init(operation, parameter)
        self.body = .json(body)
    }

    func by(_ identity: Identity) -> Question {
        var question = self
        question.identity = identity
        return question
    }

    func with(_ name: String, _ value: String) -> Question {
        var question = self
        question.headers.append(HeaderField(name, value))
        return question
    }

    func sending(_ body: Body) -> Question {
        var question = self
        question.body = body
        return question
    }

    /// Returns a well-formed question about something that does not exist.
    static func aboutNothing(_ operation: Operation) -> Question {
        var question = Question(operation, operation.pathShape.fields.first?.example.string)
        if let shape = operation.bodyShape { question.body = .json(shape.example) }
        return question
    }

    /// The target, with its query.
    var target: String {
        var path = operation.path
        if let open = path.firstIndex(of: "{"), let close = path.firstIndex(of: "}") {
            path.replaceSubrange(open...close, with: PercentCoding.encoded(parameter ?? ""))
        }
        let pairs = query.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    func request(sid: String?, id: String) -> Request {
        var fields = [HeaderField("X-Request-Id", id)] + headers
        if !headers.contains(where: { $0.name == "Accept" }) {
            fields.append(HeaderField("Accept", "application/json"))
        }
        switch identity {
        case .session: if let sid { fields.append(HeaderField("Cookie", "sid=\(sid)")) }
        case .nobody: break
        case .sid(let sid): fields.append(HeaderField("Cookie", "sid=\(sid)"))
        }
        var bytes: [UInt8] = []
        switch body {
        case .none: break
        case .json(let json):
            fields.append(HeaderField("Content-Type", "application/json"))
            bytes = json.bytes
        case .bytes(let given, let contentType):
            fields.append(HeaderField("Content-Type", contentType))
            bytes = given
        }
        return Request(method: operation.method, target: target, headers: fields, body: bytes)
    }
}
