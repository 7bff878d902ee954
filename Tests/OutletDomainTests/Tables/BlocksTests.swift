import OutletContract
import Testing

@testable import OutletDomain

@Suite("Blocks, and the index of places")
struct BlocksTests {
    private struct Word: Record {
        var key: String
    }

    /// Beyond one page of the index and several blocks.
    private static let many = 20_000

    @Test("Blocks are an array in all but how they grow")
    func blocks() {
        var blocks = Blocks(0..<1000)
        blocks[700] = -1
        blocks.append(1000)
        var array = Array(0...1000)
        array[700] = -1
        #expect(Array(blocks) == array && blocks.count == array.count && blocks[999] == 999)
        #expect(blocks == Blocks(array) && blocks.hashValue == Blocks(array).hashValue && blocks != Blocks(0...1000))
        blocks.removeFirstBlock()
        #expect(Array(blocks) == Array(array[256...]) && blocks[1] == 257)
        for _ in 0..<9 { blocks.removeFirstBlock() }
        #expect(blocks.count == 1001 % 256, "the last block stays")
    }

    @Test("Each of many rows is found by its key, and no other is")
    func manyRows() {
        var table = Table((0..<BlocksTests.many).map { Word(key: "k\($0)") })
        #expect((0..<BlocksTests.many).allSatisfy { table.index(of: "k\($0)") == $0 })
        #expect((0..<BlocksTests.many).allSatisfy { table.index(of: "n\($0)") == nil })
        table.append(Word(key: "last"))
        table.removeAll { $0.key.hasSuffix("7") }
        #expect(table.rows.indices.allSatisfy { table.index(of: table[$0].key) == $0 })
        #expect(table["k7"] == nil && table["last"] != nil)
    }

    @Test("Of rows with one key the first is found")
    func twice() {
        let table = Table([Word(key: "a"), Word(key: "b"), Word(key: "a")])
        #expect(table.count == 3 && table.index(of: "a") == 0)
    }

    @Test("Keys whose hashes are alike stand beside each other")
    func collisions() {
        var index = RowIndex()
        for position in 0..<3000 { index.add(position, UInt32(position % 3) << 16) }
        for position in 0..<3000 { #expect(index.find(UInt32(position % 3) << 16) { $0 == position } == position) }
        #expect(index.find(7) { _ in true } == nil)
    }
}
