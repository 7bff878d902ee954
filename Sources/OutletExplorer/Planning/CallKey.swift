import OutletContract

/// What a call is, whichever ids a run happens to have: calls of two runs with one key are the same step of the client.
struct CallKey: Hashable, Sendable {
    let operation: Operation?
    /// The ids in its path, each by the order in which the run first named it.
    let ids: [Int]
    let subject: String?
    /// Where its path led to no operation.
    let unknown: String?

    /// The keys of a run's calls, in order.
    static func keys(of calls: [ClientCall]) -> [CallKey] {
        var order: [String: Int] = [:]
        return calls.map { call in
            let ids = call.ids.map { id in
                let place = order[id] ?? order.count
                order[id] = place
                return place
            }
            return CallKey(
                operation: call.operation, ids: ids, subject: call.subject,
                unknown: call.operation == nil ? call.requestLine : nil)
        }
    }

    /// `createRental (h100-80gb)`, for people.
    var text: String {
        let name = operation?.wireName ?? unknown ?? ""
        return subject.map { "\(name) (\($0))" } ?? name
    }
}
