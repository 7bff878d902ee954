import OutletContract
import OutletWire

/// What a client and its world said to each other in one run, line by line.
extension [ClientCall] {
    /// One line for each call: what was asked, what came back, and what went wrong there.
    func conversation(_ injections: [Injection]) -> [String] {
        let answers = map(\.answerText)
        let asked = map(\.requestLine.count).max() ?? 0
        let said = answers.map(\.count).max() ?? 0
        var counts: [Operation: Int] = [:]
        return enumerated().map { index, call in
            let trouble = call.trouble(injections, &counts)
            let number =
                Self.padded("", to: Swift.max(0, String(count).count - String(index + 1).count)) + "\(index + 1)"
            let line = "\(number)  \(Self.padded(call.requestLine, to: asked))  "
            guard let trouble else { return line + answers[index] }
            return line + Self.padded(answers[index], to: said) + "  <- \(trouble)"
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: Swift.max(0, width - text.count))
    }
}

extension ClientCall {
    /// `503 provider_pool_empty`, `reset, took effect`
    fileprivate var answerText: String {
        let told = [connection, status.map(String.init), error?.wireName].compactMap(\.self)
        let answer = told.isEmpty ? "no answer" : told.joined(separator: " ")
        let isHidden = tookEffect && !isGranted && !isRead
        return answer + (isHidden ? ", took effect" : "")
    }

    /// What goes wrong at this call; nil where nothing does.
    ///
    /// - Parameter counts: of the calls before, by operation.
    fileprivate func trouble(_ injections: [Injection], _ counts: inout [Operation: Int]) -> String? {
        let fired = fault.map { fault in
            injections.indices.first { Trial.faultID($0) == fault }.map { injections[$0].hazard.title }
                ?? "the fault \(fault)"
        }
        guard let operation else { return fired }
        let ordinal = (counts[operation] ?? 0) + 1
        counts[operation] = ordinal
        let here = injections.filter { $0.point == Point(operation, ordinal) }.map(\.description)
        return here.isEmpty ? fired : here.joined(separator: "; ")
    }
}
