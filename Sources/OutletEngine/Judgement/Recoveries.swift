import OutletContract
import OutletWire

/// For each operation that ever failed on the server's side: the last time that it did, and the first success since.
struct Recoveries: Sendable {
    struct Course: Sendable {
        /// The last failure.
        var failure: Exchange
        /// The first success that was asked for after it.
        var success: Exchange?

        /// From the end of the failed answer to the end of the other, by the world's clock; nil where there is none.
        var took: Span? { success.map { max(.zero, $0.end.at - failure.end.at) } }
    }

    private var courses: [Operation: Course] = [:]

    subscript(operation: Operation) -> Course? { courses[operation] }

    /// The way of an exchange's answer is over. One that was taken for delivered may be told of again, as lost.
    mutating func end(_ exchange: Exchange) {
        if exchange.isServerFailure {
            guard let operation = exchange.route?.operation else { return }
            let known = courses[operation]
            guard exchange.number >= known?.failure.number ?? 0 else { return }
            let later = known?.success.flatMap { $0.number > exchange.number ? $0 : nil }
            courses[operation] = Course(failure: exchange, success: later)
        } else if !courses.isEmpty, let operation = exchange.route?.operation, let course = courses[operation] {
            if course.success?.number == exchange.number { courses[operation]?.success = nil }
            guard exchange.outcome == .succeeded, exchange.number > course.failure.number else { return }
            if courses[operation]?.success == nil { courses[operation]?.success = exchange }
        }
    }
}

extension Exchange {
    /// Whether a fault answered, or the operation itself refused for a reason that is the server's.
    var isServerFailure: Bool { fault != nil || origin == .injected || response.status >= 500 }
}
