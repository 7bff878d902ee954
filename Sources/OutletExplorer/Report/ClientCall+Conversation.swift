import OutletContract
import OutletWire

/// The calls and answers of one run, line by line.
extension [ClientCall] {
    /// Returns one line per call: the request, the answer, and what went wrong there.
    func conversation(_ injections: [Injection]) -> [String] {
        let answers = map(\.answerText)
        let asked = map(\.requestLine.count).max() ?? 0
        let said = answers.map(\.count).max() ?? 0
        var counts: [Operation: Int] = [:]
        return enumerated().map { index, call in
            let trouble = call.trouble(injections, &counts)
            let blanks = "".padded(to: String(count).count - String(index + 1).count)
            let line = "\(blanks)\(index + 1)  \(call.requestLine.padded(to: asked))  "
            guard let trouble else { return line + answers[index] }
            return line + answers[index].padded(to: said) + "  <- \(trouble)"
        }
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

    /// What goes wrong at this call; nil if nothing does.
    ///
    /// - Parameter counts: the number of earlier calls, by operation.
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
