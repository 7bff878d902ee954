package import OutletContract

/// The readings of the host's clocks when a request arrives. Only the outer modules read those clocks; everything above
/// the sockets takes the time as an argument.
package struct HostTime: Hashable, Sendable {
    /// The wall clock. A world's clock follows it in `live` mode.
    package var wall: Instant
    /// The monotonic clock, from an arbitrary origin. It measures delays, gaps and timeouts.
    package var monotonicNanoseconds: Int64

    package init(wall: Instant, monotonicNanoseconds: Int64) {
        self.wall = wall
        self.monotonicNanoseconds = monotonicNanoseconds
    }
}
