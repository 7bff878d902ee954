package import OutletContract

/// Told which request is being answered, so that somebody knows it should the process trap. Each request pays for it:
/// what is told is stored and nothing more.
package struct RequestObserver: Sendable {
    /// What a request asks for, as far as its head says.
    package enum Subject: Hashable, Sendable {
        case operation(Operation)
        case control(ControlCall)
        case page
        case unknown
    }

    /// Its world, and its number in that world's journal; 0 where it has none.
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
