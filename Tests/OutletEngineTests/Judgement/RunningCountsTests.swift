import OutletContract
import Testing

@testable import OutletEngine

@Suite("Running counts")
struct RunningCountsTests {
    @Test("are those of a dictionary, in runs or not, at any moment")
    func model() {
        var counts = RunningCounts<String>()
        var model: [String: Int] = [:]
        var draw = SeededDraw(seed: 1, purpose: "counts", ordinal: 1)
        var key = "a"
        for _ in 0..<500 {
            if draw.next(below: 3) == 0 { key = ["a", "b", "c"][draw.next(below: 3)] }
            counts.count(key)
            model[key, default: 0] += 1
            if draw.next(below: 5) == 0, let gone = model.keys.sorted().first {
                counts.uncount(gone)
                model[gone] = model[gone].flatMap { $0 > 1 ? $0 - 1 : nil }
            }
            #expect(counts.all == model)
        }
        var both = counts
        both.add(counts)
        #expect(both.all == model.mapValues { 2 * $0 })
    }
}
