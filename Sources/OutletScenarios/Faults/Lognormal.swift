/// The parts of the lognormal distribution that draws need.
///
/// Logarithms and exponentials use only the four basic operations, because C libraries differ in the last bit and a
/// draw has to be the same everywhere.
enum Lognormal {
    /// The quantile at `fraction` (0 ..< 1) of the distribution with median 1.
    ///
    /// - Parameter sigma: the standard deviation of the logarithm, 0 or more.
    static func factor(sigma: Double, fraction: Double) -> Double { exponential(sigma * quantile(fraction)) }

    /// The quantile of the standard normal distribution; finite at both ends.
    ///
    /// Rational approximations by P. J. Acklam (2003); the relative error is below 1.15 × 10⁻⁹.
    private static func quantile(_ fraction: Double) -> Double {
        let p = min(max(fraction, 0x1p-53), 1 - 0x1p-53)
        if p < lowEnd { return tail((-2 * logarithm(p)).squareRoot()) }
        if p > 1 - lowEnd { return -tail((-2 * logarithm(1 - p)).squareRoot()) }
        let q = p - 0.5
        let r = q * q
        return polynomial(central.numerator, r) * q / polynomial(central.denominator, r)
    }

    private static let lowEnd = 0.02425

    private static func tail(_ q: Double) -> Double {
        polynomial(outer.numerator, q) / polynomial(outer.denominator, q)
    }

    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }

    private static let central = (
        numerator: [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
            -3.066479806614716e+01, 2.506628277459239e+00,
        ],
        denominator: [
            -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
            -1.328068155288572e+01, 1,
        ]
    )

    private static let outer = (
        numerator: [
            -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
            4.374664141464968e+00, 2.938163982698783e+00,
        ],
        denominator: [
            7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1,
        ]
    )

    private static let logarithmOfTwo = 0.693147180559945309

    /// For positive numbers: ln(m · 2ⁿ) = n · ln 2 + 2 · artanh((m − 1) ÷ (m + 1)).
    private static func logarithm(_ x: Double) -> Double {
        let z = (x.significand - 1) / (x.significand + 1)
        let series = stride(from: 41, through: 1, by: -2).reduce(0) { $0 * z * z + 1 / Double($1) }
        return Double(x.exponent) * logarithmOfTwo + 2 * z * series
    }

    /// For numbers up to 700: eˣ = 2ⁿ · eʳ, where r is at most half of ln 2.
    private static func exponential(_ x: Double) -> Double {
        let n = (min(max(x, -700), 700) / logarithmOfTwo).rounded()
        let r = min(max(x, -700), 700) - n * logarithmOfTwo
        let series = stride(from: 20, through: 1, by: -1).reduce(1) { 1 + $0 * r / Double($1) }
        return Double(sign: .plus, exponent: Int(n), significand: series)
    }
}
