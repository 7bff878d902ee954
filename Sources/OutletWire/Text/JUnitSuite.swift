/// A suite of test cases as JUnit XML, which CI servers show.
package struct JUnitSuite: Sendable {
    package struct Case: Sendable {
        package enum Result: Sendable {
            case passed
            case skipped(String)
            case failed(type: String, message: String, text: String)
        }

        package var className: String
        package var name: String
        package var result: Result
        /// In seconds; nil leaves it out.
        package var seconds: String?

        package init(className: String, name: String, result: Result, seconds: String? = nil) {
            self.className = className
            self.name = name
            self.result = result
            self.seconds = seconds
        }
    }

    package var name: String
    package var cases: [Case]
    /// In seconds; nil leaves it out.
    package var seconds: String?
    /// The start time, in ISO 8601 without a zone; nil leaves it out.
    package var timestamp: String?

    package init(name: String, cases: [Case], seconds: String? = nil, timestamp: String? = nil) {
        self.name = name
        self.cases = cases
        self.seconds = seconds
        self.timestamp = timestamp
    }

    package var xml: String {
        let failures = cases.count { if case .failed = $0.result { true } else { false } }
        let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
        let counts = "tests=\"\(cases.count)\" failures=\"\(failures)\""
        let time = JUnitSuite.attribute("time", seconds)
        let lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            "<testsuites \(counts)\(time)>",
            "  <testsuite name=\"\(name.xmlEscaped)\" \(counts) errors=\"0\" skipped=\"\(skipped)\"\(time)"
                + JUnitSuite.attribute("timestamp", timestamp) + ">",
        ]
        return (lines + cases.flatMap(JUnitSuite.lines) + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n")
            + "\n"
    }

    private static func lines(of testCase: Case) -> [String] {
        let head =
            "    <testcase classname=\"\(testCase.className.xmlEscaped)\" name=\"\(testCase.name.xmlEscaped)\""
            + attribute("time", testCase.seconds)
        switch testCase.result {
        case .passed: return [head + "/>"]
        case .skipped(let message):
            return [head + ">", "      <skipped message=\"\(message.xmlEscaped)\"/>", "    </testcase>"]
        case .failed(let type, let message, let text):
            return [
                head + ">",
                "      <failure type=\"\(type)\" message=\"\(message.xmlEscaped)\">\(text.xmlEscaped)</failure>",
                "    </testcase>",
            ]
        }
    }

    private static func attribute(_ name: String, _ value: String?) -> String {
        value.map { " \(name)=\"\($0.xmlEscaped)\"" } ?? ""
    }
}
