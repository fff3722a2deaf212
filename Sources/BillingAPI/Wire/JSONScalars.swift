import BillingModel
import Foundation

extension JSONReader {
    /// A text in quotes; the reader stands on the first quote.
    mutating func string() throws(APIError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw fail("the text that ends here is not UTF-8", "de tekst die hier eindigt is geen UTF-8")
                }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text += String(try escape()).utf8
            case 0..<0x20:
                throw fail("a control character is not escaped", "een stuurteken is niet als escape geschreven")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw ended()
    }

    /// What follows a backslash.
    private mutating func escape() throws(APIError) -> Unicode.Scalar {
        guard let letter = next else { throw ended() }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try codePoint()
        default: throw fail("there is no such escape", "zo'n escape bestaat niet")
        }
    }

    private mutating func codePoint() throws(APIError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Only surrogates are no scalars: a high one is read together with the low one after it.
        guard first < 0xDC00, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            throw loneSurrogate()
        }
        position += 2
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
        else { throw loneSurrogate() }
        return scalar
    }

    private func loneSurrogate() -> APIError { fail("half a surrogate pair stands alone", "een half surrogaatpaar") }

    private mutating func codeUnit() throws(APIError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next else { throw ended() }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fail("\\u takes four hexadecimal digits", "\\u vraagt vier hexadecimale cijfers")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    /// A number exactly as written; one that a `Decimal` cannot hold is refused.
    mutating func number() throws(APIError) -> Decimal {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let whole = try digits()
        guard whole.count == 1 || whole.first != UInt8(ascii: "0") else {
            throw fail("a number starts with a needless zero", "een getal begint met een overbodige nul")
        }
        var fraction: ArraySlice<UInt8> = []
        if next == UInt8(ascii: ".") {
            position += 1
            fraction = try digits()
        }
        let exponent = try exponent()
        var significand = (Array(whole) + fraction)[...]
        var power = exponent.map { $0 - fraction.count }
        while significand.count > 1, significand.last == UInt8(ascii: "0") {
            significand.removeLast()
            power = power.map { $0 + 1 }
        }
        significand = significand.drop { $0 == UInt8(ascii: "0") }
        if significand.isEmpty { return 0 }
        guard let power, (-120...80).contains(power), significand.count <= 38,
            let digits = Decimal(string: String(decoding: significand, as: UTF8.self))
        else {
            position = start
            throw fail("the number is too long to be kept exactly", "het getal is te lang om precies te bewaren")
        }
        return Decimal(sign: isNegative ? .minus : .plus, exponent: power, significand: digits)
    }

    /// Nil when it is beyond all measure.
    private mutating func exponent() throws(APIError) -> Int? {
        guard next == UInt8(ascii: "e") || next == UInt8(ascii: "E") else { return 0 }
        position += 1
        let isNegative = next == UInt8(ascii: "-")
        if isNegative || next == UInt8(ascii: "+") { position += 1 }
        guard let value = Int32(String(decoding: try digits(), as: UTF8.self)) else { return nil }
        return isNegative ? -Int(value) : Int(value)
    }

    private mutating func digits() throws(APIError) -> ArraySlice<UInt8> {
        let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        position = digits.endIndex
        guard digits.isEmpty else { return digits }
        throw next == nil ? ended() : fail("a digit is missing", "er ontbreekt een cijfer")
    }
}
