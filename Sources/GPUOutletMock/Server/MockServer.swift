internal import OutletContract
internal import OutletEngine
internal import OutletWire
internal import Synchronization

/// A running double of the GPU Outlet API, on a port of its own.
///
///     let server = try MockServer.start()
///     … talk to server.url …
///     server.stop()
///
/// All members are safe from any thread. A server that nobody holds any more stops.
public final class MockServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    /// Where clients find it, without a slash at the end: `http://localhost:4429`.
    public let url: String

    private let control: LoopControl
    private let thread: LoopThread
    private let clock: TransportClock

    /// The engine behind it; nil where a test answers by hand.
    private let box: EngineBox?

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - paths: scenario files, and folders of them, which are read recursively.
    ///   - defaultScenario: what runs in worlds whose name picks none; else the first path that is a file, else the
    ///     built-in `healthy`.
    ///   - seed: fixes ids, codes, chances and random delays of every world; else each scenario's own.
    ///   - isClockVirtual: whether every world's time stands still until it is moved; else each scenario's own clock.
    ///   - host: `localhost` (127.0.0.1 and ::1) or a numeric address.
    ///   - port: 0 is any free one.
    /// - Throws: what is wrong with the scenarios, or why nothing can listen there.
    public static func start(
        scenarios paths: [String] = [], defaultScenario: String? = nil, seed: Int? = nil, isClockVirtual: Bool = false,
        host: String = "localhost", port: Int = 0
    ) throws(MockServerError) -> MockServer {
        let files = ScenarioFiles(paths: paths)
        guard files.complaints.isEmpty else { throw .badScenarios(files.complaints) }
        guard let library = files.library(defaultName: defaultScenario) else {
            throw .badScenarios(["no scenario '\(defaultScenario ?? "")' is loaded"])
        }
        var settings = EngineConfiguration()
        settings.seed = seed
        settings.clock = isClockVirtual ? .virtual : nil
        settings.version = Product.version
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        let box = EngineBox(Engine(settings, library: library))
        return try MockServer(configuration, handler: box.handler, box: box)
    }

    /// Starts a server over any handler.
    package init(
        _ configuration: ServerConfiguration, handler: Handler, box: EngineBox? = nil
    ) throws(MockServerError) {
        let descriptorLimit = Socket.raiseDescriptorLimit()
        let listening = try Listening.open(host: configuration.host, port: configuration.port)
        do {
            let control = try LoopControl()
            let kind = configuration.usesPoll ? Poller.Kind.poll : .best
            let pollerDescriptor = try kind.open()
            // Standard streams, listeners, the pipe, scenario files: a process needs some for itself.
            let connectionLimit = max(1, min(configuration.maxConnections, descriptorLimit - 32))
            thread = try LoopThread {
                var loop = EventLoop(
                    handler: handler, configuration: configuration, control: control,
                    poller: Poller(kind, descriptor: pollerDescriptor), listeners: listening.sockets,
                    connectionLimit: connectionLimit)
                loop.run()
            }
            self.control = control
        } catch {
            listening.close()
            throw error
        }
        clock = configuration.clock
        self.box = box
        port = listening.port
        url = "http://\(MockServer.urlHost(configuration.host)):\(listening.port)"
    }

    deinit { stop() }

    /// Stops accepting, cuts what only waits, lets answers that are on their way leave (at most 5 seconds), and
    /// returns when the last socket is closed. Stopping twice does no harm.
    public func stop() {
        control.requestStop()
        thread.join()
    }

    /// One double of the API, apart from all others: state, clock, faults and journal of its own. It is made by the
    /// first request or the first writing call. The name picks the scenario: `pool-empty~anything` runs `pool-empty`,
    /// a name that is no scenario's is a label of the default one.
    public func world(_ name: String) -> MockWorld { MockWorld(name: name, server: self) }

    /// Answers a control call in the caller's own thread, without a socket.
    func answer(_ request: Request) -> Response {
        guard let box else { preconditionFailure("a server that answers by hand has no control plane") }
        let reply = box.engine.withLock { $0.reply(to: request, at: clock.read()) }
        wake()  // the call may have released answers that others wait for
        return reply.response
    }

    /// Has the loop look whether the engine has released something outside of a request.
    package func wake() { control.pipe.wake() }

    /// Moves a clock that stands still, and has the loop see it.
    package func advanceTransportClock(byMilliseconds milliseconds: Int) {
        guard case .manual(let clock) = clock else { preconditionFailure("Only a manual clock can be moved") }
        clock.advance(byMilliseconds: milliseconds)
        control.pipe.wake()
    }

    /// An address that means all addresses is reached at this machine's own name.
    private static func urlHost(_ host: String) -> String {
        if host == "0.0.0.0" || host == "::" { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
}
