import OutletContract
import OutletScenarios

/// Counts of the errands that began in one stretch of time and are over, where a scenario asks for it.
struct ErrandWindow: Sendable {
    let window: FaultWindow
    let start: Instant
    var granted = RunningCounts<Operation>()
    /// Those that ended badly so long ago that their calls are no longer kept.
    var forgotten = RunningCounts<Operation>()

    init(_ window: FaultWindow, start: Instant) {
        self.window = window
        self.start = start
    }

    /// The same, with nothing counted yet.
    var anew: ErrandWindow { ErrandWindow(window, start: start) }

    func contains(_ moment: Instant) -> Bool { window.sinceOpening(at: moment - start) != nil }
}

extension Scenario {
    /// The stretches of time about whose errands the scenario asks, but for all of it.
    var errandWindows: [FaultWindow] {
        expectations.compactMap { expectation in
            guard case .succeeds(let errands, _) = expectation.clause, !errands.window.isAlways else { return nil }
            return errands.window
        }
    }
}
