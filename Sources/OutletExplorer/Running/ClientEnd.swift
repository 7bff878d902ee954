/// How a client's run ended.
package enum ClientEnd: Hashable, Sendable {
    case exited(Int)
    /// A signal that nobody here sent.
    case signalled(Int)
    /// Its time was up, and it was ended.
    case timedOut
    /// Inside the process: the closure threw.
    case threw(String)

    package var isSuccess: Bool { self == .exited(0) }

    /// `exit 1`, for people.
    package var text: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .timedOut: "did not end in time"
        case .threw(let error): "threw \(error)"
        }
    }
}
