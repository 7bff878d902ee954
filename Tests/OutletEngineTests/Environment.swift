import Foundation

/// What the shell may say to the tests of this target.
enum Environment {
    /// How many random lives are lived.
    static let lives = ProcessInfo.processInfo.environment["GPUOUTLET_MOCK_LIVES"].flatMap { Int($0) } ?? 12
}
