/// Arithmetic that saturates at the bounds of the type instead of trapping.
extension Int {
    package func saturatingSum(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? Int.max : Int.min) : sum
    }

    @inlinable package func saturatingProduct(_ other: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? ((self < 0) == (other < 0) ? Int.max : Int.min) : product
    }
}
