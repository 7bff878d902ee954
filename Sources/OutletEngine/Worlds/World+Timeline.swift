import OutletContract
import OutletDomain
import OutletScenarios
import OutletWire

/// What a drill does by itself as time passes.
extension World {
    /// Advances the world to a moment. Each timeline step due on the way runs at its own time, after everything that
    /// the domain had due by then, so one long advance equals many short ones.
    mutating func move(to moment: Instant, wall: Instant) {
        while let next = timeline.next, startedAt + next.at <= moment, domain.brokenInvariant == nil {
            now = max(domain.now, startedAt + next.at)
            domain.advance(to: now)
            take(timeline.steps[next.step], index: next.step, wall: clock.wall(of: now, seenAt...max(seenAt, wall)))
            timeline.takeNext()
        }
        now = moment
        domain.advance(to: now)
    }

    private mutating func take(_ step: TimelineStep, index: Int, wall: Instant) {
        if let phase = step.phase { enter(phase) }
        if let change = step.change {
            apply(change)
            if let reach = run.longestStaleness { remember(reach: reach) }
        }
        note(.timeline(step: index), did: step.document, step.description, wall: wall)
    }

    /// Records what happened between exchanges: in the journal, for those who follow it live, and in the traffic plot.
    mutating func note(_ cause: JournalMark.Cause, did: JSON, _ text: String, wall: Instant) {
        journal.note(cause, did: did, text: text, at: now)
        guard let mark = journal.marks.last else { return }
        traffic.note(TrafficMark(at: wall, worldTime: now, what: mark.kind, text: text))
    }

    /// Moves the scenario to a phase outside any exchange.
    mutating func enter(_ phase: String) {
        journal.enter(phase, from: run.phase)
        run.phase = phase
    }

    var drillSteps: [Drill.Step] {
        timeline.steps.indices.map { index in
            let step = timeline.steps[index]
            return Drill.Step(
                at: step.at.durationText, again: step.again?.durationText, does: step.description,
                done: timeline.done[index],
                due: timeline.due(index).map { (startedAt + $0).iso8601Milliseconds })
        }
    }

    /// Why it is too early to judge the drill; nil if it is not, or if there is no drill.
    var unfinishedDrill: String? {
        Drill(world: name, scenario: scenario.name, results: [], steps: drillSteps).unfinished
    }

    /// The answer to `GET timeline`.
    var timelineReading: JSON {
        [
            "now": .string(now.iso8601Milliseconds), "phase": .string(run.phase),
            "steps": .array(drillSteps.map(\.json)),
        ]
    }
}
