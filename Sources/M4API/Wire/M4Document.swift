import BillingAPI
import BillingModel

extension M4Element {
    /// Reads an answer leniently: attributes and comments are passed over, text is trimmed, and what stands around the
    /// document, such as the vendor's HTML wrapper, is cut off. Source: M4 reference, section 2 and 6.1.
    public init(parsing bytes: some Collection<UInt8>, limits: WireLimits = .answer) throws(APIError) {
        guard bytes.count <= limits.bytes else { throw M4DocumentReader.refusal("it is too long", "het is te lang") }
        var reader = M4DocumentReader(bytes: Array(bytes), limits: limits)
        self = try reader.document()
    }

    /// The elements inside.
    public var elements: [M4Element] {
        if case .elements(let elements) = content { elements } else { [] }
    }

    /// The trimmed text; empty where there are elements inside.
    public var text: String {
        if case .text(let text) = content { text } else { "" }
    }

    /// The first element of this name, at any depth, the element itself included.
    public func first(_ name: String) -> M4Element? {
        if self.name == name { return self }
        for element in elements {
            if let found = element.first(name) { return found }
        }
        return nil
    }

    /// The elements of this name, none of them inside another one.
    public func all(_ name: String) -> [M4Element] {
        self.name == name ? [self] : elements.flatMap { $0.all(name) }
    }
}

/// Walks through a document once, with the open elements on a stack.
struct M4DocumentReader {
    /// What the documents of M4 start with.
    private static let starts = ["<?xml", "<page", "<status", "<action"].map { Array($0.utf8) }
    private static let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    private let bytes: [UInt8]
    private let limits: WireLimits
    private var position = 0
    private var open: [OpenElement] = []
    private var count = 0

    private struct OpenElement {
        var name: String
        var text: [UInt8] = []
        var elements: [M4Element] = []
    }

    init(bytes: [UInt8], limits: WireLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(APIError) -> M4Element {
        try findStart()
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                takeText()
            } else if stands("<!--") {
                try skip(past: "-->")
            } else if stands("<![CDATA[") {
                try takeCharacters()
            } else if stands("<?") {
                try skip(past: "?>")
            } else if stands("<!") {
                // Entities declared here could grow without end; M4 declares none.
                throw Self.refusal("it declares a document type", "er staat een documenttype in")
            } else if let root = try takeTag() {
                return root
            }
        }
        throw Self.refusal("the text ends too early", "de tekst houdt te vroeg op")
    }

    private mutating func findStart() throws(APIError) {
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"),
                Self.starts.contains(where: { bytes[position...].starts(with: $0) })
            {
                return
            }
            position += 1
        }
        throw Self.refusal("there is no element that M4 answers with", "er is geen element waarmee M4 antwoordt")
    }

    /// An opening, closing or empty tag; gives the root when it is closed.
    private mutating func takeTag() throws(APIError) -> M4Element? {
        guard let end = endOfTag() else { throw Self.refusal("the text ends too early", "de tekst houdt te vroeg op") }
        var tag = bytes[(position + 1)..<end]
        position = end + 1
        let isClosing = tag.first == UInt8(ascii: "/")
        if isClosing { tag = tag.dropFirst() }
        let isEmpty = !isClosing && tag.last == UInt8(ascii: "/")
        if isEmpty { tag = tag.dropLast() }
        let name = String(decoding: tag.prefix { !Self.space.contains($0) }, as: UTF8.self)
        guard !name.isEmpty else { throw Self.refusal("a tag has no name", "een element heeft geen naam") }
        if !isClosing { try start(name) }
        return isClosing || isEmpty ? try close(name) : nil
    }

    /// The `>` that ends the tag; one inside quotes does not.
    private func endOfTag() -> Int? {
        var quote: UInt8?
        for index in position..<bytes.count {
            let byte = bytes[index]
            if byte == quote {
                quote = nil
            } else if quote == nil {
                if byte == UInt8(ascii: ">") { return index }
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
            }
        }
        return nil
    }

    private mutating func start(_ name: String) throws(APIError) {
        count += 1
        guard open.count < limits.nesting, count <= limits.parameters else {
            throw Self.refusal("it has too many elements", "er staan te veel elementen in")
        }
        open.append(OpenElement(name: name))
    }

    /// Closes the innermost element, which must have this name.
    private mutating func close(_ name: String) throws(APIError) -> M4Element? {
        guard let last = open.popLast(), last.name == name else {
            let shown = name.plainLine.prefix(40)
            throw Self.refusal("“\(shown)” is closed but not open", "“\(shown)” wordt gesloten maar is niet geopend")
        }
        let element =
            if last.elements.isEmpty {
                M4Element(name, try text(of: last))
            } else {
                M4Element(name, last.elements)
            }
        guard !open.isEmpty else { return element }
        open[open.count - 1].elements.append(element)
        return nil
    }

    private func text(of element: OpenElement) throws(APIError) -> String {
        guard let text = String(validating: element.text, as: UTF8.self) else {
            throw Self.refusal("a text is not UTF-8", "een tekst is geen UTF-8")
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private mutating func takeText() {
        let text = bytes[position...].prefix { $0 != UInt8(ascii: "<") }
        position = text.endIndex
        guard !open.isEmpty else { return }
        open[open.count - 1].text += M4Entities.replaced(text)
    }

    private mutating func takeCharacters() throws(APIError) {
        let start = position + "<![CDATA[".utf8.count
        try skip(past: "]]>")
        guard !open.isEmpty else { return }
        open[open.count - 1].text += bytes[start..<(position - 3)]
    }

    private func stands(_ mark: String) -> Bool { bytes[position...].starts(with: mark.utf8) }

    private mutating func skip(past mark: String) throws(APIError) {
        // A comment's own dashes must not end it.
        position += mark.utf8.count == 3 ? 4 : 2
        while position < bytes.count, !stands(mark) { position += 1 }
        guard position < bytes.count else {
            throw Self.refusal("the text ends too early", "de tekst houdt te vroeg op")
        }
        position += mark.utf8.count
    }

    static func refusal(_ english: String, _ dutch: String) -> APIError {
        APIError(.failure, LocalizedText("This is not M4's XML: \(english).", "Dit is geen XML van M4: \(dutch)."))
    }
}

/// The escapes of a text.
enum M4Entities {
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// The text with its escapes undone; an ampersand that starts none stays.
    static func replaced(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            // The longest escape, with leading zeros, still fits well.
            if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(String(decoding: rest[..<end], as: UTF8.self))
            {
                result += Array(String(scalar).utf8)
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return named[name] }
        let isHexadecimal = name.dropFirst().first == "x"
        return UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10).flatMap(
            Unicode.Scalar.init)
    }
}
