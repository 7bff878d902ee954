/// The number under which the engine and the event loop speak of an answer that is not complete yet. The engine
/// numbers them upwards from anywhere and never twice.
package struct Ticket: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}
