package import OutletContract

/// One call of a client, as the world saw it.
package struct ClientCall: Hashable, Sendable {
    /// Nil if its path matched no operation.
    package var operation: Operation?
    /// A text such as `POST /v1/rentals`.
    package var requestLine: String
    /// The ids in its path.
    package var ids: [String]
    /// What the call is about according to its body, such as a GPU family; nil if the operation names no subject.
    package var subject: String?
    /// The status that the client received; nil if no complete answer arrived.
    package var status: Int?
    /// The error code that the client received.
    package var error: ErrorCode?
    /// How a fault broke the connection, in the fault's own word.
    package var connection: String?
    /// The fault that fired on it.
    package var fault: String?
    /// Whether a fault answered instead of the operation, or changed its answer.
    package var isInjected: Bool
    /// Whether the operation ran and succeeded, whatever answer the client received.
    package var tookEffect: Bool

    package init(
        _ operation: Operation?, requestLine: String = "", ids: [String] = [], subject: String? = nil,
        status: Int? = nil, error: ErrorCode? = nil, connection: String? = nil, fault: String? = nil,
        isInjected: Bool = false, tookEffect: Bool = false
    ) {
        self.operation = operation
        self.requestLine = requestLine
        self.ids = ids
        self.subject = subject
        self.status = status
        self.error = error
        self.connection = connection
        self.fault = fault
        self.isInjected = isInjected
        self.tookEffect = tookEffect
    }

    /// Whether it only reads.
    package var isRead: Bool { operation?.isPlainRead ?? true }

    /// Whether the call succeeded and the API itself told the client so.
    package var isGranted: Bool { tookEffect && !isInjected && status != nil }
}
