import OutletEngine
import OutletWire

@testable import GPUOutletMock

/// Servers for tests: port 0, canned replies, every argument defaulted.
enum LiveServer {
    /// Both ways of waiting for sockets, on every platform that has both.
    static let pollers = Poller.Kind.allCases

    static func make(
        _ poller: Poller.Kind = .best, host: String = "localhost", port: Int = 0, maxConnections: Int = 1000,
        limits: ConnectionLimits = .init(), clock: TransportClock = .machine,
        handler: Handler = Canned.handler()
    ) throws -> MockServer {
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.maxConnections = maxConnections
        configuration.limits = limits
        configuration.clock = clock
        configuration.usesPoll = poller == .poll
        return try MockServer(configuration, handler: handler)
    }
}
