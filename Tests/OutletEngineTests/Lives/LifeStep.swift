import OutletWire

/// One thing that somebody does to a server: a request, some time after the one before.
struct LifeStep: CustomStringConvertible {
    var method: OutletWire.Method
    var target: String
    var headers: [HeaderField] = []
    var body = ""
    /// How far the wall clock has moved since the step before; back, where somebody has set it.
    var pauseMilliseconds = 0

    /// The step as a line of JSON, from which `init(line:)` makes it again.
    var description: String {
        let fields = headers.map { JSON.array([.string($0.name), .string($0.value)]) }
        return
            ([
                "after": .integer(pauseMilliseconds), "send": .string("\(method.name) \(target)"),
                "headers": .array(fields), "body": .string(body),
            ] as JSON).text
    }

    /// Nil for what no step says.
    init?(line: String) {
        guard let json = try? JSON.parse(line), let words = json["send"]?.string?.split(separator: " ", maxSplits: 1),
            words.count == 2
        else { return nil }
        self.init(Method(String(words[0])), String(words[1]))
        pauseMilliseconds = json["after"]?.integer ?? 0
        body = json["body"]?.string ?? ""
        headers = (json["headers"]?.array ?? []).compactMap { pair in
            guard let words = pair.array, words.count == 2 else { return nil }
            return HeaderField(words[0].string ?? "", words[1].string ?? "")
        }
    }

    init(_ method: OutletWire.Method, _ target: String, _ body: JSON? = nil) {
        self.method = method
        self.target = target
        guard let body else { return }
        self.body = body.text
        headers.append(HeaderField("Content-Type", "application/json"))
    }
}
