package import OutletContract

/// A world's progress on its scenario's timeline. `reset` starts it over.
///
/// Steps run in order of time, steps of the same time in the order of the file.
package struct TimelineRun: Hashable, Sendable {
    package let steps: [TimelineStep]
    /// How often each step has run.
    package private(set) var done: [Int]
    /// The next step; nil if none is left.
    package private(set) var next: Coming?

    /// A step that is still due.
    package struct Coming: Hashable, Sendable {
        /// Its place in the list, from 0.
        package var step: Int
        /// The time since the world's creation or last reset.
        package var at: Span
    }

    package init(_ steps: [TimelineStep]) {
        self.steps = steps
        done = steps.map { _ in 0 }
        next = soonest
    }

    /// Restores saved progress; nil if these steps cannot have run that often.
    package init?(_ steps: [TimelineStep], done: [Int]) {
        self.init(steps)
        guard done.count == steps.count, done.allSatisfy({ (0...TimelineStep.mostRepetitions + 1).contains($0) }),
            zip(steps, done).allSatisfy({ $0.again != nil || $1 <= 1 })
        else { return nil }
        self.done = done
        guard repetitions <= TimelineStep.mostRepetitions else { return nil }
        next = soonest
    }

    /// When a step is due next; nil if it never runs again.
    package func due(_ step: Int) -> Span? {
        if done[step] == 0 { return steps[step].at }
        guard let again = steps[step].again, repetitions < TimelineStep.mostRepetitions else { return nil }
        return steps[step].at + again * done[step]
    }

    /// Counts the next step as done.
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
