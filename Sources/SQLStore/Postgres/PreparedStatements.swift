/// Which statements the server has been told already, so that it does not read and plan them again.
///
/// One that comes again is told to it; many, such as those of a far page of a list, never do.
struct PreparedStatements {
    enum Way {
        case once(String)
        case new(name: String, text: String)
        case known(name: String)
    }

    /// The server keeps a plan of each in memory.
    private static let most = 300

    private var names: [String: String] = [:]
    /// Met once, as the server takes them.
    private var seen: [String: String] = [:]
    private var last = 0

    mutating func way(of text: String) -> Way {
        if let name = names[text] { return .known(name: name) }
        if let told = seen.removeValue(forKey: text), names.count < Self.most {
            last += 1
            return .new(name: "s\(last)", text: told)
        }
        if seen.count > Self.most { seen = [:] }
        let told = Self.numbered(text)
        seen[text] = told
        return .once(told)
    }

    mutating func keep(_ text: String, as name: String) { names[text] = name }

    /// `$1`, `$2` and so on for each `?` that stands outside of quotes.
    static func numbered(_ text: String) -> String {
        var result = ""
        var (count, isQuoted) = (0, false)
        for scalar in text.unicodeScalars {
            if scalar == "'" { isQuoted.toggle() }
            if scalar == "?", !isQuoted {
                count += 1
                result += "$\(count)"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
