package import OutletContract
package import OutletEngine
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The event loop's clock: the machine's, or one that a test moves by hand.
package enum TransportClock: Sendable {
    case machine
    case manual(ManualClock)

    /// Returns the wall time and the monotonic time.
    package func read() -> HostTime {
        switch self {
        case .machine:
            return HostTime(
                wall: Instant(milliseconds: Int(Self.nanoseconds(CLOCK_REALTIME) / 1_000_000)),
                monotonicNanoseconds: Self.nanoseconds(CLOCK_MONOTONIC))
        case .manual(let clock): return clock.read()
        }
    }

    /// The monotonic clock alone, in nanoseconds.
    func readMonotonic() -> Int64 {
        switch self {
        case .machine: Self.nanoseconds(CLOCK_MONOTONIC)
        case .manual(let clock): clock.read().monotonicNanoseconds
        }
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        let result = clock_gettime(clock, &time)
        // Always so: POSIX has both clocks, and no call can take them away.
        precondition(result == 0, "The machine has a wall clock and a monotonic clock")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

/// A clock for tests that stands still until it is advanced.
package final class ManualClock: Sendable {
    private let elapsedNanoseconds = Atomic<Int64>(0)
    private let start: Instant

    package init(start: Instant = Instant(milliseconds: 1_780_819_200_000)) { self.start = start }

    /// Advances the clock. A waiting loop has to be woken to see it: `MockServer.advanceTransportClock` does both.
    package func advance(byMilliseconds milliseconds: Int) {
        elapsedNanoseconds.wrappingAdd(Int64(milliseconds) * 1_000_000, ordering: .sequentiallyConsistent)
    }

    func read() -> HostTime {
        let elapsed = elapsedNanoseconds.load(ordering: .sequentiallyConsistent)
        return HostTime(
            wall: Instant(milliseconds: start.milliseconds + Int(elapsed / 1_000_000)), monotonicNanoseconds: elapsed)
    }
}
