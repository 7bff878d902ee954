import Testing

@testable import GPUOutletMock

@Suite("The heap of deadlines")
struct DeadlineHeapTests {
    @Test("Entries come out soonest first, and none before its moment")
    func order() {
        var heap = DeadlineHeap()
        // A permutation of 0..<101, since 101 is prime.
        for index in 0..<101 {
            heap.add(TransportInstant(nanoseconds: Int64(index * 37 % 101)), descriptor: Int32(index))
        }
        #expect(heap.popDue(at: TransportInstant(nanoseconds: -1)) == nil)
        var moments: [Int64] = []
        while let entry = heap.popDue(at: TransportInstant(nanoseconds: 49)) {
            moments.append(entry.moment.nanoseconds)
        }
        #expect(moments == Array(0...49))
        #expect(heap.next == TransportInstant(nanoseconds: 50))
        while let entry = heap.popDue(at: TransportInstant(nanoseconds: 200)) {
            moments.append(entry.moment.nanoseconds)
        }
        #expect(moments == Array(0...100))
        #expect(heap.next == nil)
    }

    @Test("Promises that do not count any more are forgotten, the others stay in order")
    func keep() {
        var heap = DeadlineHeap()
        for index in 0..<101 {
            heap.add(TransportInstant(nanoseconds: Int64(index * 37 % 101)), descriptor: Int32(index % 2))
        }
        heap.keep { $0.descriptor == 0 }
        #expect(heap.count == 51)
        var moments: [TransportInstant] = []
        while let entry = heap.popDue(at: TransportInstant(nanoseconds: 200)) { moments.append(entry.moment) }
        #expect(moments.count == 51 && moments == moments.sorted())
    }

    @Test("A deadline beyond the end of time is the end of time")
    func overflow() {
        #expect(TransportInstant(nanoseconds: .max - 5).advanced(byMilliseconds: 1).nanoseconds == .max)
        #expect(TransportInstant(nanoseconds: 0).advanced(byMilliseconds: .max).nanoseconds == .max)
    }
}
