import OutletContract

/// Identifies a call independently of a run's ids: calls with the same key in two runs are the same step of the client.
struct CallKey: Hashable, Sendable {
    let operation: Operation?
    /// The ids in its path, numbered in the order in which the run first used them.
    let ids: [Int]
    let subject: String?
    /// The request line, if the path matched no operation.
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

    /// A text such as `createRental (h100-80gb)`.
    var text: String {
        let name = operation?.wireName ?? unknown ?? ""
        return subject.map { "\(name) (\($0))" } ?? name
    }
}
