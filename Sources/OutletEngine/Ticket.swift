/// Identifies an incomplete answer between the engine and the event loop. Numbers increase from an arbitrary start and
/// are never reused.
package struct Ticket: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}
