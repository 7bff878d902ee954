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
        #expect(table.index(of: "a") == 1)
        #expect(table["d"] == nil)
        table[1].length = 7
        #expect(table["a"]?.length == 7)
        table.removeAll { $0.key == "b" }
        #expect(table.index(of: "a") == 0 && table["b"] == nil)
    }

    @Test("What is due comes by moment, then by kind, then by id")
    func schedule() {
        let soon = Instant(milliseconds: 1)
        let late = Instant(milliseconds: 2)
        let order = [
            Due(moment: soon, kind: .podReady, id: "b", index: 0), Due(moment: soon, kind: .charge, id: "a", index: 0),
            Due(moment: soon, kind: .charge, id: "b", index: 0), Due(moment: soon, kind: .autoTopup, id: "a", index: 0),
            Due(moment: soon, kind: .dry, id: "a", index: 0), Due(moment: soon, kind: .autoStop, id: "a", index: 0),
            Due(moment: soon, kind: .podGone, id: "a", index: 0), Due(moment: late, kind: .podReady, id: "a", index: 0),
        ]
        var schedule = Schedule()
        for due in order.reversed() + order { schedule.insert(due) }
        schedule.remove(order[1])
        schedule.remove(order[1])
        var popped: [Due] = []
        while let due = schedule.next {
            popped.append(due)
            schedule.removeNext()
        }
        #expect(popped == order.filter { $0 != order[1] })
    }

    @Test("a schedule agrees with a sorted set, however entries come and go", arguments: 1...5)
    func schedule(seed: Int) {
        var draw = SeededDraw(seed: seed, purpose: "schedule", ordinal: 1)
        var schedule = Schedule()
        var model: Set<Due> = []
        var now = 0
        for step in 0..<2000 {
            let moment = Instant(milliseconds: now + draw.next(below: 50))
            let due = Due(moment: moment, kind: .podGone, id: "\(draw.next(below: 3))", index: 0)
            switch draw.next(below: 8) {
            case 0:
                let victim = model.sorted().dropFirst(draw.next(below: model.count + 1)).first ?? due
                schedule.remove(victim)
                model.remove(victim)
            default:
                schedule.insert(due)
                model.insert(due)
            }
            if step % 7 == 0 {
                now += draw.next(below: 20)
                while let next = schedule.next, next.moment <= Instant(milliseconds: now) {
                    schedule.removeNext()
                    #expect(model.remove(next) != nil && model.allSatisfy { next < $0 })
                }
            }
            #expect(schedule.dues == model.sorted(by: >), "seed \(seed), step \(step)")
        }
    }
}
