/// Elements in the order in which they were added, in blocks that stay where they are.
///
/// An array that has no room left moves all its elements at once: with tens of thousands of rows that takes
/// milliseconds, in which every client waits. Here one element more costs the same however many there are.
package struct Blocks<Element> {
    /// All but the last are full; none is empty.
    private var blocks: [[Element]] = []
    package private(set) var count = 0

    package init() {}

    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    package mutating func append(_ element: Element) {
        if count & (elementsPerBlock - 1) == 0 {
            blocks.append([])
            // The first one grows as an array does: most tables stay small.
            if count > 0 { blocks[blocks.count - 1].reserveCapacity(elementsPerBlock) }
        }
        blocks[blocks.count - 1].append(element)
        count += 1
    }

    /// Lets go of the oldest elements, as many as a block has, where there are more; the places of the others move up.
    package mutating func removeFirstBlock() {
        guard blocks.count > 1 else { return }
        count -= blocks.removeFirst().count
    }
}

/// A power of two: few enough to be let go of at once, many enough that a block's own cost is nothing.
private let elementsPerBlock = 256
private let indexBits = 8

extension Blocks: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(index: Int) -> Element {
        @inline(__always) _read { yield blocks[index &>> indexBits][index & (elementsPerBlock - 1)] }
        @inline(__always) _modify { yield &blocks[index &>> indexBits][index & (elementsPerBlock - 1)] }
    }
}

extension Blocks: Sendable where Element: Sendable {}

extension Blocks: Equatable where Element: Equatable {
    package static func == (a: Blocks, b: Blocks) -> Bool { a.blocks == b.blocks }
}

extension Blocks: Hashable where Element: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(blocks) }
}

extension Blocks: Decodable where Element: Decodable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Element].self))
    }
}

extension Blocks: Encodable where Element: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Array(self))
    }
}
