/// The exchanges of one world. It is bounded: the oldest falls out, and is still counted.
package struct Journal: Sendable {
    /// How many exchanges are kept at most.
    package let capacity: Int
    /// A ring: the oldest kept exchange stands at `oldest`, the others behind it, around the end.
    private var slots: [Exchange?] = []
    private var oldest = 0
    /// How many are kept.
    package private(set) var count = 0
    /// How many exchanges there have been since the journal was made; also the newest one's number.
    package private(set) var total = 0
    /// What the kept exchanges hold on to, near enough for the server's bound.
    package private(set) var weightBytes = 0

    package init(capacity: Int) {
        precondition(capacity > 0, "a journal keeps at least one exchange")
        self.capacity = capacity
    }

    package var nextNumber: Int { total + 1 }
    /// How many have fallen out or were taken out.
    package var evicted: Int { total - count }

    /// The kept exchange of that number.
    package subscript(number number: Int) -> Exchange? {
        guard number > total - count, number <= total else { return nil }
        return slots[place(number - (total - count) - 1)]
    }

    /// The numbers of the kept exchanges, oldest first.
    package var numbers: ClosedRange<Int>? { count == 0 ? nil : (total - count + 1)...total }

    /// The kept exchanges with a number above `number`, oldest first.
    package func entries(after number: Int = 0) -> some Sequence<Exchange> {
        let first = max(number, total - count) + 1
        return (first..<max(first, total + 1)).lazy.compactMap { self[number: $0] }
    }

    package mutating func append(_ exchange: Exchange) {
        precondition(exchange.number == nextNumber, "exchanges enter the journal in their order")
        if count == capacity { evictOldest() }
        if count == slots.count { grow() }
        slots[place(count)] = exchange
        count += 1
        total += 1
        weightBytes += exchange.weightBytes
    }

    /// Drops the oldest kept exchange.
    package mutating func evictOldest() {
        guard count > 0, let exchange = slots[oldest] else { return }
        weightBytes -= exchange.weightBytes
        slots[oldest] = nil
        oldest = place(1)
        count -= 1
    }

    /// Drops all of them; the numbering goes on.
    package mutating func removeAll() {
        slots = []
        oldest = 0
        count = 0
        weightBytes = 0
    }

    private func place(_ offset: Int) -> Int { (oldest + offset) % slots.count }

    private mutating func grow() {
        var larger = (0..<count).map { slots[place($0)] }
        larger += Array(repeating: nil, count: min(max(16, count), capacity - count))
        slots = larger
        oldest = 0
    }
}
