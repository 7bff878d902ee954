package import OutletContract

/// One call of a client, as the world saw it.
package struct ClientCall: Hashable, Sendable {
    /// Nil where its path led to no operation.
    package var operation: Operation?
    /// `POST /v1/rentals`, for people.
    package var requestLine: String
    /// The ids in its path.
    package var ids: [String]
    /// What its body says the call is about, such as a GPU family; nil where the operation names no subject.
    package var subject: String?
    /// The status that the client was told; nil where no whole answer arrived.
    package var status: Int?
    /// The error code that it was told.
    package var error: ErrorCode?
    /// How a fault broke the connection, in its own word.
    package var connection: String?
    /// The fault that fired on it.
    package var fault: String?
    /// Whether a fault answered in the operation's place, or changed its answer.
    package var isInjected: Bool
    /// Whether the operation ran and was granted, whatever the client was told.
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

    /// Whether it reads and changes nothing.
    package var isRead: Bool { operation?.isPlainRead ?? true }

    /// Whether the client was told that it had succeeded, by the API itself.
    package var isGranted: Bool { tookEffect && !isInjected && status != nil }
}
