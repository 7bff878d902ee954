package import OutletContract

/// What the machine's clocks say when a request arrives. Only the outer modules read those clocks; everything above
/// the sockets takes the time as an argument.
package struct HostTime: Hashable, Sendable {
    /// The wall clock. A world's clock follows it in `live` mode.
    package var wall: Instant
    /// The monotonic clock, from any origin; the transport clock of delays, gaps and timeouts.
    package var monotonicNanoseconds: Int64

    package init(wall: Instant, monotonicNanoseconds: Int64) {
        self.wall = wall
        self.monotonicNanoseconds = monotonicNanoseconds
    }
}
