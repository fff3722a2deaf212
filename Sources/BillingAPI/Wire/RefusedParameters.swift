import BillingModel

extension ActionDeclaration {
    /// A refusal in a system's own sentences, each beside the parameter whose name it begins with.
    ///
    /// Staff read them as that system's words, without the names that nothing on the screen has.
    ///
    /// - Returns: Nothing where no sentence names a parameter: the message as a whole then says it.
    public func problems(in sentences: [String], of system: String) -> [Problem] {
        let problems = sentences.map { sentence -> Problem in
            let field = parameter(named: sentence)
            let words = field == nil ? sentence : "…" + rest(of: sentence)
            return Problem(
                field, wire: LocalizedText(verbatim: sentence),
                staff: LocalizedText("\(system) says: “\(words)”", "\(system) meldt: “\(words)”"))
        }
        return problems.contains { $0.field != nil } ? problems : []
    }

    private func parameter(named sentence: String) -> FieldDeclaration? {
        let name = String(sentence.prefix(while: Self.isInName))
        return parameters.first { $0.wireNames.contains(name) }
    }

    /// What follows the names at the start of a sentence, such as `by, bm, bd: …`.
    private func rest(of sentence: String) -> String {
        var rest = sentence[...]
        let names = Set(parameters.flatMap(\.wireNames))
        while true {
            let name = rest.prefix(while: Self.isInName)
            guard names.contains(String(name)) else { break }
            rest = rest.dropFirst(name.count)
            if rest.hasPrefix(", ") { rest = rest.dropFirst(2) } else { break }
        }
        return rest.hasPrefix(": ") ? String(rest.dropFirst(1)) : String(rest)
    }

    private static func isInName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || ["_", "[", "]"].contains(character)
    }
}
