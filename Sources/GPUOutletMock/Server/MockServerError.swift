#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Why a server could not start.
public enum MockServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Scenario files that do not load, each with its problems as text.
    case badScenarios([String])
    /// The host is neither `localhost` nor a numeric IPv4 or IPv6 address.
    case invalidHost(String)
    /// The port is not between 0 and 65535.
    case invalidPort(Int)
    /// The system refused the address; `errorNumber` is its `errno`.
    case cannotListen(host: String, port: Int, errorNumber: Int32)
    /// The system refused the event loop a descriptor or a thread; `errorNumber` is its `errno`.
    case cannotStart(errorNumber: Int32)

    /// What was tried and what the system said; for scenario files, all their problems.
    public var description: String {
        switch self {
        case .badScenarios(let complaints): complaints.joined(separator: "\n")
        case .invalidHost(let host):
            "cannot listen on \(host): it has to be localhost or a numeric address such as 127.0.0.1 or ::1"
        case .invalidPort(let port): "cannot listen on port \(port): it has to be between 0 and 65535"
        case .cannotListen(let host, let port, let errorNumber):
            "cannot listen on \(host) port \(port): \(Self.text(errorNumber))"
        case .cannotStart(let errorNumber): "cannot start the event loop: \(Self.text(errorNumber))"
        }
    }

    private static func text(_ errorNumber: Int32) -> String { String(cString: strerror(errorNumber)) }
}
