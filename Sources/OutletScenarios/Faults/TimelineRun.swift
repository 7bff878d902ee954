package import OutletContract

/// How far a world has come on its scenario's timeline. `reset` throws it away, and it begins anew.
///
/// The steps are done in the order of their moments, those of one moment in the order of the file.
package struct TimelineRun: Hashable, Sendable {
    package let steps: [TimelineStep]
    /// How often each of them was done.
    package private(set) var done: [Int]
    /// What comes next; nil where nothing does.
    package private(set) var next: Coming?

    /// A step that is to come.
    package struct Coming: Hashable, Sendable {
        /// Its place in the list, from 0.
        package var step: Int
        /// How long after the world was made or last reset.
        package var at: Span
    }

    package init(_ steps: [TimelineStep]) {
        self.steps = steps
        done = steps.map { _ in 0 }
        next = soonest
    }

    /// As far as it had come before; nil where these steps cannot have been done so often.
    package init?(_ steps: [TimelineStep], done: [Int]) {
        self.init(steps)
        guard done.count == steps.count, done.allSatisfy({ (0...TimelineStep.mostRepetitions + 1).contains($0) }),
            zip(steps, done).allSatisfy({ $0.again != nil || $1 <= 1 })
        else { return nil }
        self.done = done
        guard repetitions <= TimelineStep.mostRepetitions else { return nil }
        next = soonest
    }

    /// When a step comes next; nil where it comes no more.
    package func due(_ step: Int) -> Span? {
        if done[step] == 0 { return steps[step].at }
        guard let again = steps[step].again, repetitions < TimelineStep.mostRepetitions else { return nil }
        return steps[step].at + again * done[step]
    }

    /// Counts what comes next as done.
    package mutating func takeNext() {
        guard let next else { return }
        done[next.step] += 1
        self.next = soonest
    }

    private var repetitions: Int { done.reduce(0) { $0 + max(0, $1 - 1) } }

    private var soonest: Coming? {
        let coming = steps.indices.compactMap { step in due(step).map { Coming(step: step, at: $0) } }
        return coming.min { ($0.at, $0.step) < ($1.at, $1.step) }
    }
}
