internal import OutletContract
internal import OutletEngine
package import OutletExplorer
internal import OutletWire
internal import Synchronization

/// Where the runs of a search take place: one server, and a world of its own for each run.
package struct TrialStage: Sendable {
    let server: MockServer

    package init(_ server: MockServer) { self.server = server }

    /// Makes the world of a run: fresh, with the trial's scenario in force.
    ///
    /// - Throws: what is wrong with the scenario.
    package func begin(_ trial: Trial) throws(MockFailure) -> MockWorld {
        let world = server.world("explore-\(trial.number)")
        try world.call(.put, "scenario", trial.scenario.text)
        return world
    }

    /// Reads what came of a run, and drops its world: answers that still wait are cut off.
    ///
    /// - Parameter output: the last lines that the client wrote.
    package func finish(_ world: MockWorld, end: ClientEnd, output: [String] = []) -> ClientRun {
        // A client that did not wait for its last answer has ended before the loop saw its last request.
        server.control.waitForWhatHasCome()
        var run = ClientRun(end: end, output: output)
        let now = server.clock.read()
        _ = server.box?.engine.withLock { engine in engine.look(at: world.name, now) { run.read($0) } }
        drop(world)
        return run
    }

    /// Drops the world of a run that is not judged.
    package func drop(_ world: MockWorld) {
        _ = server.answer(world.request(.delete, "worlds/\(PercentCoding.encoded(world.name))", ""))
    }
}
