extension String {
    /// Between two marks, each of which is doubled inside, as SQL and FTS5 write texts and names.
    func quoted(by mark: Character) -> String {
        let inside = split(separator: mark, omittingEmptySubsequences: false).joined(separator: "\(mark)\(mark)")
        return "\(mark)\(inside)\(mark)"
    }
}
