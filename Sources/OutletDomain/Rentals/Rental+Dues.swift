import OutletContract

/// What will happen to a pod by itself, except for its wallet running dry: the schedule entries that refer to it by
/// `index`.
extension Rental {
    func dues(at index: Int) -> [Due] {
        var dues: [Due] = []
        forEachDue(at: index) { dues.append($0) }
        return dues
    }

    /// Calls `body` with each of them, without making an array.
    func forEachDue(at index: Int, _ body: (Due) -> Void) {
        switch status {
        case .provisioning:
            if let readyAt { body(Due(moment: readyAt, kind: .podReady, id: id, index: index)) }
        case .running:
            if let crashesAt { body(Due(moment: crashesAt, kind: .podCrash, id: id, index: index)) }
            if let charge = chargeDue(at: index) { body(charge) }
            if let runningSince, let autoStopAfter {
                body(Due(moment: runningSince + autoStopAfter, kind: .autoStop, id: id, index: index))
            }
        case .stopping:
            if let stoppedAt { body(Due(moment: stoppedAt + Limits.stopping, kind: .podGone, id: id, index: index)) }
        case .stopped, .failed: break
        }
    }

    func chargeDue(at index: Int) -> Due? {
        nextChargeAt.map { Due(moment: $0, kind: .charge, id: id, index: index) }
    }
}

extension Schedule {
    mutating func insertDues(of rental: borrowing Rental, at index: Int) {
        rental.forEachDue(at: index) { insert($0) }
    }

    mutating func removeDues(of rental: borrowing Rental, at index: Int) {
        rental.forEachDue(at: index) { remove($0) }
    }
}
