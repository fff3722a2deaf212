// A history as one of our systems tells it to another. Addresses and terminals of colleagues stay where they are.
extension HistoryEntry {
    public var json: JSONValue {
        let texts = [
            ("time", moment), ("who", author.name), ("proof", author.proof.rawValue), ("origin", author.origin),
            ("action", "\(action.controller) \(action.action)"), ("reason", note.reason), ("ticket", note.ticket),
        ]
        let flags = [("undecided", isUndecided), ("erased", isErased)]
        return .object(
            [JSONMember("id", .number(.init(id)))]
                + texts.filter { !$0.1.isEmpty }.map { JSONMember($0.0, $0.1) }
                + [JSONMember("changes", .array(changes.map(\.json)))]
                + flags.filter { $0.1 }.map { JSONMember($0.0, .boolean(true)) })
    }

    /// Nil of what is none.
    public init?(_ json: JSONValue) {
        guard case .number(let number)? = json["id"], let id = Int(number.description), let moment = json["time"]?.text,
            let who = json["who"]?.text, let proof = json["proof"]?.text.flatMap(ChangeAuthor.Proof.init(rawValue:)),
            let words = json["action"]?.text?.split(separator: " ", maxSplits: 1).map(String.init), words.count == 2,
            case .array(let items)? = json["changes"]
        else { return nil }
        self.init(
            id: id, moment: moment, author: ChangeAuthor(who, by: proof, origin: json["origin"]?.text ?? ""),
            action: ActionName(words[0], words[1]), changes: items.compactMap(FieldChange.init),
            note: ChangeNote(reason: json["reason"]?.text ?? "", ticket: json["ticket"]?.text ?? ""),
            isUndecided: json["undecided"] != nil, isErased: json["erased"] != nil)
    }
}
