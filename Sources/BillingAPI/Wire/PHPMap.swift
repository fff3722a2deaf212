/// A parameter's name taken apart: what stands before the first bracket, then a level for each pair of brackets.
struct PHPPath {
    var name: String
    /// Nil for `[]`, which appends.
    var levels: [String?] = []

    /// Nil when there is no name, which PHP drops.
    init?(_ text: String) {
        var rest = text.unicodeScalars.drop { $0 == " " }
        let head = rest.prefix { $0 != "[" }
        rest = rest[head.endIndex...]
        guard !head.isEmpty else { return nil }
        name = Self.plain(head)
        while rest.first == "[" {
            guard let close = rest.firstIndex(of: "]") else {
                // A bracket that is never closed is part of the name; deeper down it is dropped.
                if levels.isEmpty { name += Self.plain(rest) }
                return
            }
            let level = rest[rest.index(after: rest.startIndex)..<close]
            levels.append(level.isEmpty || level.elementsEqual([" "]) ? nil : String(level))
            rest = rest[rest.index(after: close)...]
        }
    }

    /// PHP's variables have no dots, spaces or brackets in their names.
    private static func plain(_ text: Substring.UnicodeScalarView) -> String {
        var name = ""
        for scalar in text { name.unicodeScalars.append([" ", ".", "["].contains(scalar) ? "_" : scalar) }
        return name
    }
}

/// PHP's array while it is being filled: names in the order they came first.
final class PHPMap {
    private enum Item {
        case text(String)
        case map(PHPMap)
    }

    private var names: [String] = []
    private var items: [String: Item] = [:]
    private var nextIndex = 0

    func set(_ text: String, at path: PHPPath) {
        set(text, at: [path.name] + path.levels[...])
    }

    private func set(_ text: String, at levels: ArraySlice<String?>) {
        guard let level = levels.first else { return }
        let name = level ?? String(nextIndex)
        // PHP counts on from the largest index; one too large to count on from takes no more.
        if let index = Int(name), String(index) == name, index >= nextIndex, index < Int.max { nextIndex = index + 1 }
        if items[name] == nil { names.append(name) }
        guard levels.count > 1 else {
            items[name] = .text(text)
            return
        }
        if case .map(let map)? = items[name] { return map.set(text, at: levels.dropFirst()) }
        let map = PHPMap()
        items[name] = .map(map)
        map.set(text, at: levels.dropFirst())
    }

    var parameters: [RawParameter] {
        names.compactMap { name in
            switch items[name] {
            case .text(let text): RawParameter(name, .text(text))
            case .map(let map): RawParameter(name, RawValue(members: map.parameters))
            case nil: nil
            }
        }
    }
}

extension RawValue {
    /// A list where the names are the indices 0, 1, 2 in this order, else a map.
    init(members: [RawParameter]) {
        let isList = members.enumerated().allSatisfy { $1.name == String($0) }
        self = isList && !members.isEmpty ? .list(members.map(\.value)) : .map(members)
    }
}
