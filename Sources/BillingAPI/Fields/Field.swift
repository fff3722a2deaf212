import BillingModel
import Foundation

/// Everything said about one parameter, once.
public struct FieldDeclaration: Sendable {
    /// How the parameter travels.
    public enum Wire: Hashable, Sendable {
        case plain
        /// One date as three numbers, such as `by`, `bm`, `bd`.
        case dateParts(year: String, month: String, day: String)
    }

    /// The vendor's name: `City`, `Subscription[ProductCode]`, `user_id`.
    public let name: String
    public var kind: FieldKind
    public var label: LocalizedText
    public var help: LocalizedText
    /// The heading it stands under in a form.
    public var group: LocalizedText
    /// What holds when it is left out, as text; nil when that depends on the record.
    public var fallback: String?
    public var wire: Wire
    /// What is sent to take the value away, where a system takes nothing empty for it.
    public var clearing: String?
    public var use: TextUse
    /// Whether staff mean a step from the stored amount by a number with a sign; nobody does where an amount may well
    /// be below zero, as a balance.
    public var takesSteps = false
    /// As people write it; nil of what is plain text.
    public var notation: Notation? {
        get { ownNotation.first }
        set { ownNotation = newValue.map { [$0] } ?? [] }
    }
    /// A list, since a notation names another field.
    private var ownNotation: [Notation] = []
    /// What is wrong with a text that its kind allows, without the name and the full stop; nil when nothing is.
    public var refusal: (@Sendable (String) -> LocalizedText?)?
    /// Where the vendor or the reference says so.
    public var source: String

    public init(_ name: String, _ kind: FieldKind, _ label: LocalizedText, help: LocalizedText? = nil) {
        self.name = name
        path = name.split(whereSeparator: { $0 == "[" || $0 == "]" }).map(String.init)
        member = path.last ?? name
        self.kind = kind
        self.label = label
        self.help = help ?? label
        group = LocalizedText("General", "Algemeen")
        fallback = nil
        wire = .plain
        use = TextUse(kind)
        source = ""
    }

    /// The name inside its map: `ProductCode` for `Subscription[ProductCode]`. Also the column of the store.
    ///
    /// Kept, not computed: every cell of every list is looked up by it.
    public let member: String

    /// The name level by level: `Subscription`, `ProductCode`.
    public let path: [String]

    public var isSecret: Bool {
        if case .secret = kind { true } else { false }
    }

    /// The names it has on the wire: its own, or those of a date's three numbers.
    public var wireNames: [String] {
        switch wire {
        case .plain: [name]
        case .dateParts(let year, let month, let day): [year, month, day]
        }
    }

    /// What a stored text says: what is stored in place of nothing is nothing.
    public func meaning(of stored: String) -> String { stored == clearing ? "" : stored }

    /// The same field under another heading.
    public func grouped(_ group: LocalizedText) -> FieldDeclaration {
        var copy = self
        copy.group = group
        return copy
    }
}

extension FieldDeclaration: Hashable {
    public static func == (a: FieldDeclaration, b: FieldDeclaration) -> Bool { a.name == b.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A declared parameter whose value has a Swift type: the typed key into `Arguments` and `Record`.
public struct Field<Value: Sendable>: Sendable {
    public var declaration: FieldDeclaration
    let decode: @Sendable (String) -> Value?
    let encode: @Sendable (Value) -> String

    public var name: String { declaration.name }

    init(
        _ name: String, _ kind: FieldKind, _ label: LocalizedText, help: LocalizedText?, fallback: String?,
        source: String, decode: @escaping @Sendable (String) -> Value?, encode: @escaping @Sendable (Value) -> String
    ) {
        declaration = FieldDeclaration(name, kind, label, help: help)
        declaration.fallback = fallback
        declaration.source = source
        self.decode = decode
        self.encode = encode
    }
}

extension Field {
    /// The same field, whose value is taken away by sending `text`, which means none.
    public func cleared(by text: String) -> Field {
        var copy = self
        copy.declaration.clearing = text
        return copy
    }

    /// The same field, which also refuses what `refusal` finds fault with.
    public func refusing(_ refusal: @escaping @Sendable (String) -> LocalizedText?) -> Field {
        var copy = self
        copy.declaration.refusal = refusal
        return copy
    }
}

extension Field where Value == String {
    /// The same field, whose texts are for something else than words for people.
    public func used(_ use: TextUse) -> Field {
        var copy = self
        copy.declaration.use = use
        return copy
    }

    public static func text(
        _ name: String, _ english: String, _ dutch: String, help: LocalizedText? = nil, maximum: Int = 255,
        fallback: String? = nil, source: String = ""
    ) -> Self {
        plain(name, .text(maximum: maximum), english, dutch, help, fallback, source)
    }

    public static func multiline(
        _ name: String, _ english: String, _ dutch: String, help: LocalizedText? = nil, maximum: Int = 65_535,
        fallback: String? = nil, source: String = ""
    ) -> Self {
        plain(name, .multilineText(maximum: maximum), english, dutch, help, fallback, source)
    }

    public static func secret(
        _ name: String, _ english: String, _ dutch: String, help: LocalizedText? = nil, maximum: Int = 255,
        source: String = ""
    ) -> Self {
        plain(name, .secret(maximum: maximum), english, dutch, help, nil, source)
    }

    public static func code(
        _ name: String, _ english: String, _ dutch: String, of kind: RecordKind, help: LocalizedText? = nil,
        maximum: Int = 50, source: String = ""
    ) -> Self {
        plain(name, .code(kind, maximum: maximum), english, dutch, help, nil, source)
    }

    public static func choice(
        _ name: String, _ english: String, _ dutch: String, _ choices: [Choice], help: LocalizedText? = nil,
        fallback: String? = nil, source: String = ""
    ) -> Self {
        plain(name, .choice(choices), english, dutch, help, fallback, source)
    }

    private static func plain(
        _ name: String, _ kind: FieldKind, _ english: String, _ dutch: String, _ help: LocalizedText?,
        _ fallback: String?, _ source: String
    ) -> Self {
        Field(
            name, kind, LocalizedText(english, dutch), help: help, fallback: fallback, source: source,
            decode: { $0 }, encode: { $0 })
    }
}

extension Field where Value == Int {
    public static func integer(
        _ name: String, _ english: String, _ dutch: String, _ bounds: ClosedRange<Int> = 0...999_999_999,
        help: LocalizedText? = nil, fallback: String? = nil, source: String = ""
    ) -> Self {
        whole(name, .integer(bounds), english, dutch, help, fallback, source)
    }

    public static func reference(
        _ name: String, _ english: String, _ dutch: String, to kind: RecordKind, help: LocalizedText? = nil,
        source: String = ""
    ) -> Self {
        whole(name, .reference(kind), english, dutch, help, nil, source)
    }

    private static func whole(
        _ name: String, _ kind: FieldKind, _ english: String, _ dutch: String, _ help: LocalizedText?,
        _ fallback: String?, _ source: String
    ) -> Self {
        Field(
            name, kind, LocalizedText(english, dutch), help: help, fallback: fallback, source: source,
            decode: { Int($0) }, encode: { String($0) })
    }
}

extension Field where Value == Decimal {
    /// The same field, as a price: `-2.50` takes that off what is stored.
    public func changedBySteps() -> Field {
        var copy = self
        copy.declaration.takesSteps = true
        return copy
    }

    public static func decimal(
        _ name: String, _ english: String, _ dutch: String,
        _ bounds: ClosedRange<Decimal> = -999_999_999...999_999_999, help: LocalizedText? = nil,
        fallback: String? = nil, source: String = ""
    ) -> Self {
        number(name, .decimal(bounds), english, dutch, help, fallback, source)
    }

    public static func percentage(
        _ name: String, _ english: String, _ dutch: String, help: LocalizedText? = nil, fallback: String? = nil,
        source: String = ""
    ) -> Self {
        number(name, .percentage, english, dutch, help, fallback, source)
    }

    private static func number(
        _ name: String, _ kind: FieldKind, _ english: String, _ dutch: String, _ help: LocalizedText?,
        _ fallback: String?, _ source: String
    ) -> Self {
        Field(
            name, kind, LocalizedText(english, dutch), help: help, fallback: fallback, source: source,
            decode: { Decimal(vendorText: $0) }, encode: { $0.vendorText })
    }
}

extension Field where Value == CalendarDate {
    public static func date(
        _ name: String, _ english: String, _ dutch: String, help: LocalizedText? = nil,
        wire: FieldDeclaration.Wire = .plain, fallback: String? = nil, source: String = ""
    ) -> Self {
        var field = Field(
            name, .date, LocalizedText(english, dutch), help: help, fallback: fallback, source: source,
            decode: { CalendarDate($0) }, encode: { $0.text })
        field.declaration.wire = wire
        return field
    }
}

extension Field where Value == Bool {
    public static func flag(
        _ name: String, _ english: String, _ dutch: String, _ coding: FlagCoding, help: LocalizedText? = nil,
        fallback: String? = nil, source: String = ""
    ) -> Self {
        Field(
            name, .flag(coding), LocalizedText(english, dutch), help: help, fallback: fallback, source: source,
            decode: { $0 == coding.on }, encode: { $0 ? coding.on : coding.off })
    }
}

extension Field where Value == [Int] {
    public static func references(
        _ name: String, _ english: String, _ dutch: String, to kind: RecordKind, help: LocalizedText? = nil,
        source: String = ""
    ) -> Self {
        Field(
            name, .references(kind), LocalizedText(english, dutch), help: help, fallback: nil, source: source,
            decode: { $0.split(separator: ",").compactMap { Int($0) } },
            encode: { $0.map(String.init).joined(separator: ",") })
    }
}
