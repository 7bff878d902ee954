/// How a client's run ended.
package enum ClientEnd: Hashable, Sendable {
    case exited(Int)
    /// It died of a signal that the explorer did not send.
    case signalled(Int)
    /// It was stopped because its time was up.
    case timedOut
    /// The client is a closure in this process, and it threw.
    case threw(String)

    package var isSuccess: Bool { self == .exited(0) }

    /// A text such as `exit 1`.
    package var text: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .timedOut: "did not end in time"
        case .threw(let error): "threw \(error)"
        }
    }
}
