import OutletContract
import OutletWire

/// The faults of a run that a call of one operation has to check.
///
/// A scenario may have hundreds of faults that a call's family, user or phase rules out. If there are more than a few,
/// faults with a condition on exact text are indexed by that text, and those limited to phases by phase. The rest are
/// checked on every call.
final class FaultIndex: Sendable {
    /// Up to this many faults it is faster to check them all.
    private static let few = 8

    private struct Key: Hashable {
        var subject: FaultSubject
        var text: String
    }

    /// Whether the operation has no faults.
    var isEmpty: Bool { always.isEmpty && byPhase.isEmpty && byText.isEmpty }
    /// Which facts the operation's faults look at.
    let needs: FaultNeeds
    /// Whether one of them changes the world or shows it stale.
    let touchesWorld: Bool
    /// Whether one of them ends connections `early`.
    let endsEarly: Bool
    /// Checked on every call, from top to bottom.
    private let always: [Int]
    private let byPhase: [String: [Int]]
    private let byText: [Key: [Int]]
    /// One condition for each subject in `byText`.
    private let subjects: [FaultCondition]

    init(of operation: Operation, in faults: [Fault]) {
        let indices = faults.indices.filter { faults[$0].operations.contains(operation) }
        endsEarly = indices.contains { faults[$0].endsEarly }
        needs = indices.reduce(into: []) { $0.formUnion(faults[$1].needs) }
        touchesWorld = indices.contains { faults[$0].touchesWorld }
        let isLong = indices.count > FaultIndex.few
        var always: [Int] = []
        var byPhase: [String: [Int]] = [:]
        var byText: [Key: [Int]] = [:]
        var subjects: [FaultCondition] = []
        for index in indices {
            let fault = faults[index]
            if isLong, let (condition, texts) = fault.exactCondition {
                if !subjects.contains(where: { $0.subject == condition.subject }) { subjects.append(condition) }
                for text in texts { byText[Key(subject: condition.subject, text: text), default: []].append(index) }
            } else if isLong, !fault.phases.isEmpty {
                for phase in Set(fault.phases) { byPhase[phase, default: []].append(index) }
            } else {
                always.append(index)
            }
        }
        (self.always, self.byPhase, self.byText, self.subjects) = (always, byPhase, byText, subjects)
    }

    /// The faults that may match, from top to bottom: all that do and a few that do not.
    func indices(for call: borrowing FaultCall, in phase: String) -> [Int] {
        if byText.isEmpty, byPhase.isEmpty { return always }
        var indices = always
        if let more = byPhase[phase] { indices += more }
        for condition in subjects {
            guard let text = condition.subject.actual(in: call).text else { continue }
            if let more = byText[Key(subject: condition.subject, text: text)] { indices += more }
        }
        return indices.count == always.count ? always : indices.sorted()
    }
}

extension Fault {
    /// A condition that holds only for certain texts, and those texts.
    fileprivate var exactCondition: (FaultCondition, Set<String>)? {
        for condition in conditions {
            var texts: Set<String> = []
            for case .text(let text) in condition.alternatives { texts.insert(text) }
            let isExact = condition.alternatives.allSatisfy { if case .text = $0 { true } else { false } }
            if isExact, !texts.isEmpty { return (condition, texts) }
        }
        return nil
    }

    fileprivate var needs: FaultNeeds {
        conditions.reduce(into: counter.per?.needs ?? []) { $0.formUnion($1.subject.needs) }
    }
}

extension FaultSubject.Actual {
    /// The text that an exact text is compared with.
    fileprivate var text: String? {
        switch self {
        case .text(let text), .json(.string(let text)): text
        case .missing, .json, .gone: nil
        }
    }
}
