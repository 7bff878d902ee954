package import OutletContract

/// Notified which request is being answered, so that it is known if the process traps. Every request pays for it, so an
/// observer must do no more than store it.
package struct RequestObserver: Sendable {
    /// What a request asks for, judged by its head.
    package enum Subject: Hashable, Sendable {
        case operation(Operation)
        case control(ControlCall)
        case page
        case unknown
    }

    /// Called with the request's world and its number in that world's journal, 0 if it has none.
    package var begins: @Sendable (_ world: String, Subject, _ number: Int) -> Void
    package var ends: @Sendable () -> Void

    package init(
        begins: @escaping @Sendable (_ world: String, Subject, _ number: Int) -> Void,
        ends: @escaping @Sendable () -> Void
    ) {
        self.begins = begins
        self.ends = ends
    }
}
