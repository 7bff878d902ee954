import OutletContract
import Testing

@testable import OutletDomain

@Suite("Tables and the schedule")
struct TableTests {
    private struct Word: Record {
        var key: String
        var length = 0
    }

    @Test("Rows are found by key and keep their order")
    func order() {
        var table = Table<Word>()
        for key in ["b", "a", "c"] { table.append(Word(key: key)) }
        #expect(table.rows.map(\.key) == ["b", "a", "c"])
        #expect(table.place(of: "a") == 1)
        #expect(table["d"] == nil)
        table[1].length = 7
        #expect(table["a"]?.length == 7)
        table.removeAll { $0.key == "b" }
        #expect(table.place(of: "a") == 0 && table["b"] == nil)
    }

    @Test("What is due comes by moment, then by kind, then by id")
    func schedule() {
        let soon = Instant(milliseconds: 1)
        let late = Instant(milliseconds: 2)
        let order = [
            Due(moment: soon, kind: .podReady, id: "b", place: 0), Due(moment: soon, kind: .charge, id: "a", place: 0),
            Due(moment: soon, kind: .charge, id: "b", place: 0), Due(moment: soon, kind: .autoTopup, id: "a", place: 0),
            Due(moment: soon, kind: .dry, id: "a", place: 0), Due(moment: soon, kind: .autoStop, id: "a", place: 0),
            Due(moment: soon, kind: .podGone, id: "a", place: 0), Due(moment: late, kind: .podReady, id: "a", place: 0),
        ]
        var schedule = Schedule()
        for due in order.reversed() + order { schedule.insert(due) }
        schedule.remove(order[1], at: soon)
        schedule.remove(order[1], at: soon)
        #expect(schedule.popNext(by: Instant(milliseconds: 0)) == nil)
        var popped: [Due] = []
        while let due = schedule.popNext(by: late) { popped.append(due) }
        #expect(popped == order.filter { $0 != order[1] })
    }
}
