import BillingAPI

extension HostFactEntity {
    /// The record in an object of an answer; what is missing there is not told.
    static func record(_ members: [JSONMember]) -> Record<Self> {
        var texts: [String: String] = [:]
        for member in members {
            for (name, text) in Self.texts(of: member) { texts[name] = text }
        }
        return Record(texts)
    }

    /// A scalar is the member's text; what is nested is kept as JSON, and translations are worked out anew.
    static func plainTexts(of member: JSONMember) -> [(String, String)] {
        guard let text = member.value.scalarText else {
            return member.name == ObjectMember.translations ? [] : [(member.name, member.value.encoded())]
        }
        // A date that is not set. Source: HostFact reference, 2.8.
        return [(member.name, text == "0000-00-00" ? "" : text)]
    }

    public static func texts(of member: JSONMember) -> [(String, String)] { plainTexts(of: member) }
}

extension Grouped {
    public static func texts(of member: JSONMember) -> [(String, String)] { groupedTexts(of: member) }

    static func groupedTexts(of member: JSONMember) -> [(String, String)] {
        member.name == groups.name ? groupTexts(of: member.value) : plainTexts(of: member)
    }

    /// A map by id, a list of the same objects, a list of ids, or an empty list.
    private static func groupTexts(of value: JSONValue) -> [(String, String)] {
        let entries: [(id: String?, value: JSONValue)] =
            switch value {
            case .object(let members): members.map { ($0.name, $0.value) }
            case .array(let values): values.map { (nil, $0) }
            default: []
            }
        var record = Record<Self>([:])
        let known = entries.compactMap { entry -> (id: Int, name: String)? in
            let text = entry.value["id"]?.scalarText ?? entry.value.scalarText ?? entry.id
            return text.flatMap(Int.init).map { ($0, entry.value["GroupName"]?.scalarText ?? "") }
        }
        record.groupNames = known
        return [(groups.name, record.text(groups))]
            + known.map { (Record<Self>.nameMember($0.id), record[member: Record<Self>.nameMember($0.id)]) }
    }
}

extension Product {
    /// Prices per period are kept as the store keeps them.
    public static func texts(of member: JSONMember) -> [(String, String)] {
        guard member.name == customPrices.name else { return groupedTexts(of: member) }
        guard case .array(let entries) = member.value else { return [(member.name, "")] }
        let rows = entries.map { entry in
            guard case .object(let members) = entry else { return [String: String]() }
            return Dictionary(
                members.compactMap { item in item.value.scalarText.map { (item.name, $0) } },
                uniquingKeysWith: { _, last in last })
        }
        return [(member.name, rows.isEmpty ? "" : customPriceText(rows))]
    }
}

extension Subscription {
    /// What is inside `Subscription` are members of the service; `Termination` has `Date`, `Created` and `Status`.
    public static func texts(of member: JSONMember) -> [(String, String)] {
        guard case .object(let members) = member.value else {
            return [ObjectMember.subscription, ObjectMember.termination].contains(member.name)
                ? [] : plainTexts(of: member)
        }
        switch member.name {
        case ObjectMember.subscription: return members.flatMap(plainTexts)
        case ObjectMember.termination:
            return members.flatMap { plainTexts(of: JSONMember(ObjectMember.termination + $0.name, $0.value)) }
        default: return plainTexts(of: member)
        }
    }
}
