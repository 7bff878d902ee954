package import OutletScenarios

/// The result of one client run: how it ended, which calls it made, and what it left in its world.
package struct ClientRun: Hashable, Sendable {
    /// A verdict that failed.
    package struct FailedVerdict: Hashable, Sendable {
        package var name: VerdictName
        package var message: String

        package init(_ name: VerdictName, _ message: String) {
            self.name = name
            self.message = message
        }
    }

    package var end: ClientEnd
    /// Oldest first.
    package var calls: [ClientCall]
    package var effects: Effects
    package var failedVerdicts: [FailedVerdict]
    /// The ids of the faults that fired.
    package var firedFaults: Set<String>
    /// The last lines of the client's output.
    package var output: [String]

    package init(
        end: ClientEnd, calls: [ClientCall] = [], effects: Effects = Effects(), failedVerdicts: [FailedVerdict] = [],
        firedFaults: Set<String> = [], output: [String] = []
    ) {
        self.end = end
        self.calls = calls
        self.effects = effects
        self.failedVerdicts = failedVerdicts
        self.firedFaults = firedFaults
        self.output = output
    }
}
