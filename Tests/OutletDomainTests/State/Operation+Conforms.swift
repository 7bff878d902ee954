import OutletContract
import OutletDomain
import OutletWire
import Testing

extension Operation {
    /// Records an issue where `answer` is not what the contract's table says of this operation's answers.
    func expectShape(_ answer: JSON, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let shape = answerShape, let object = answer.object else {
            Issue.record("\(rawValue) answers with an object", sourceLocation: sourceLocation)
            return
        }
        do {
            try shape.check(object)
        } catch {
            Issue.record("\(rawValue): \(error.details)", sourceLocation: sourceLocation)
        }
    }
}

extension Links {
    static let local = Links(base: "http://localhost:4429/@w")
}
