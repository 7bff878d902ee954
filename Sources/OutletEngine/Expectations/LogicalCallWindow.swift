import OutletContract
import OutletScenarios

/// Counts of the logical calls that began in one period and have ended, for a scenario that asks about it.
struct LogicalCallWindow: Sendable {
    let window: FaultWindow
    let start: Instant
    var granted = RunningCounts<Operation>()
    /// Those that ended badly so long ago that their requests are no longer kept.
    var forgotten = RunningCounts<Operation>()

    init(_ window: FaultWindow, start: Instant) {
        self.window = window
        self.start = start
    }

    /// The same window with nothing counted.
    var anew: LogicalCallWindow { LogicalCallWindow(window, start: start) }

    func contains(_ moment: Instant) -> Bool { window.sinceOpening(at: moment - start) != nil }
}

extension Scenario {
    /// The periods whose logical calls the scenario asks about, except the whole of its time.
    var logicalCallWindows: [FaultWindow] {
        expectations.compactMap { expectation in
            guard case .succeeds(let logicalCalls, _) = expectation.clause, !logicalCalls.window.isAlways else {
                return nil
            }
            return logicalCalls.window
        }
    }
}
