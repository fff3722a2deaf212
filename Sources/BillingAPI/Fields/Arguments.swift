/// A parameter as it arrived from a wire, a command line or a form, before any check.
public indirect enum RawValue: Equatable, Sendable {
    case text(String)
    case list([RawValue])
    /// Members in the order they came.
    case map([RawParameter])
    /// JSON's own yes or no; forms have none.
    case boolean(Bool)
    /// JSON's null as an item of a list. As a member it is left out, and so not given.
    case null
}

/// A named value before any check.
public struct RawParameter: Equatable, Sendable {
    public var name: String
    public var value: RawValue

    public init(_ name: String, _ value: RawValue) {
        self.name = name
        self.value = value
    }

    public init(_ name: String, _ text: String) {
        self.init(name, .text(text))
    }
}

/// A checked value, in the vendor's own writing.
public enum ArgumentValue: Hashable, Sendable {
    case text(String)
    /// Maps of member name to text, such as `CustomPrices`.
    case rows([[String: String]])
}

/// The parameters given to an action. What is absent was not given, and so keeps its value in an edit.
public struct Arguments: Hashable, Sendable {
    private var values: [String: ArgumentValue] = [:] {
        didSet { checkedFor = nil }
    }
    /// The action whose rules these are known to keep; a change of any value makes it unknown again.
    var checkedFor: ActionName?

    public init() {}

    /// The typed value; nil when it was not given or was given empty.
    public subscript<Value>(_ field: Field<Value>) -> Value? {
        get { self[text: field.declaration].flatMap(field.decode) }
        set { self[text: field.declaration] = newValue.map(field.encode) }
    }

    /// The value in the vendor's writing; nil when not given, empty when given empty (which clears).
    public subscript(text field: FieldDeclaration) -> String? {
        get {
            guard case .text(let text)? = values[field.name] else { return nil }
            return text
        }
        set { values[field.name] = newValue.map { .text($0) } }
    }

    public subscript(rows field: FieldDeclaration) -> [[String: String]]? {
        get {
            guard case .rows(let rows)? = values[field.name] else { return nil }
            return rows
        }
        set { values[field.name] = newValue.map { .rows($0) } }
    }

    public func has(_ field: FieldDeclaration) -> Bool { values[field.name] != nil }

    /// Given and not empty.
    public func isFilled(_ field: FieldDeclaration) -> Bool {
        switch values[field.name] {
        case nil: false
        case .text(let text)?: !text.isEmpty
        case .rows(let rows)?: !rows.isEmpty
        }
    }

    /// The same values are the same arguments, whoever has checked them.
    public static func == (a: Arguments, b: Arguments) -> Bool { a.values == b.values }

    public func hash(into hasher: inout Hasher) { hasher.combine(values) }

    /// The text, when given and not empty.
    public func filled(_ field: Field<String>) -> String? {
        self[text: field.declaration].flatMap { $0.isEmpty ? nil : $0 }
    }

    public var names: Set<String> { Set(values.keys) }
    public var isEmpty: Bool { values.isEmpty }
}
