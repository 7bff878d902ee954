package import OutletExplorer

/// Where the runs of a search take place: one server, and a world of its own for each run.
package struct TrialStage: Sendable {
    let server: MockServer

    package init(_ server: MockServer) { self.server = server }

    /// Makes the world of a run: fresh, with the trial's scenario in force.
    package func begin(_ trial: Trial) throws(MockFailure) -> MockWorld {
        server.world("explore-\(trial.number)")
    }

    /// Reads what came of a run, and drops its world.
    package func finish(
        _ world: MockWorld, end: ClientEnd, output: [String] = [], seconds: Double
    ) -> ClientRun {
        ClientRun(end: end, output: output, seconds: seconds)
    }
}
