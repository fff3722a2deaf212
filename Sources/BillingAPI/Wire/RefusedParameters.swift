import BillingModel

extension ActionDeclaration {
    /// A refusal in a system's own sentences, each beside the parameter whose name it begins with.
    ///
    /// - Returns: Nothing when no sentence begins with a parameter's name.
    public func problems(in sentences: [String]) -> [Problem] {
        let problems = sentences.map { Problem(parameter(named: $0), $0, $0) }
        return problems.contains { $0.field != nil } ? problems : []
    }

    private func parameter(named sentence: String) -> FieldDeclaration? {
        let name = String(sentence.prefix { $0.isLetter || $0.isNumber || ["_", "[", "]"].contains($0) })
        return parameters.first { $0.wireNames.contains(name) }
    }
}
