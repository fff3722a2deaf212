import BillingModel

/// A key for each of some lines, so that one press chooses it.
enum Letters {
    /// Each label's first letter that no other has; digits where none is left; nil where those have run out too.
    ///
    /// - Parameter fixed: Letters that some lines have already.
    static func given(to labels: [String], fixed: [Character?] = []) -> [Character?] {
        var free = Set("abcdefghijklmnopqrstuvwxyz123456789").subtracting(fixed.compactMap { $0 })
        return labels.enumerated().map { index, label in
            if index < fixed.count, let own = fixed[index] { return own }
            let letter = (TextFolding.fold(label) + "123456789").first { free.contains($0) }
            if let letter { free.remove(letter) }
            return letter
        }
    }
}
