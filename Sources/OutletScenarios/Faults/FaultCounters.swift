/// Where one fault's counters stand in a run.
package struct FaultCounters: Hashable, Sendable {
    /// How many calls it has matched, whether or not it fired.
    package var matched = 0
    package var fired = 0
    package var isEnabled = true

    package init(matched: Int = 0, fired: Int = 0, isEnabled: Bool = true) {
        self.matched = matched
        self.fired = fired
        self.isEnabled = isEnabled
    }
}
