/// Finding out what of a failure is needed for it.
enum Shrinking {
    /// A part of a failing list that still fails, and of which no element can be left out. First large stretches are
    /// left out, then ever smaller ones.
    static func shortest<Step>(_ steps: [Step], fails: ([Step]) throws -> Bool) rethrows -> [Step] {
        var steps = steps
        var length = max(1, steps.count / 2)
        while true {
            var hasShrunk = false
            var end = steps.count
            while end > 0 {
                let start = max(0, end - length)
                var fewer = steps
                fewer.removeSubrange(start..<end)
                if try fails(fewer) {
                    steps = fewer
                    hasShrunk = true
                }
                end = start
            }
            if length > 1 {
                length /= 2
            } else if !hasShrunk {
                return steps
            }
        }
    }
}
