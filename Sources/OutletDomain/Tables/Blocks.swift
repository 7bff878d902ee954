/// Elements in insertion order, stored in blocks that do not move.
///
/// A full array moves all its elements at once: with tens of thousands of rows that takes milliseconds, during which
/// every client waits. Here appending costs the same at any size.
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
            // The first block grows like an array, because most tables stay small.
            if count > 0 { blocks[blocks.count - 1].reserveCapacity(elementsPerBlock) }
        }
        blocks[blocks.count - 1].append(element)
        count += 1
    }

    /// Removes the oldest block of elements unless it is the only one. The indices of the others shift down.
    package mutating func removeFirstBlock() {
        guard blocks.count > 1 else { return }
        count -= blocks.removeFirst().count
    }
}

/// A power of two: small enough to free a block at once, large enough that a block's overhead does not matter.
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
