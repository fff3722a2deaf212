import Foundation

/// Makes texts comparable for searching: no letter case, no diacritics.
public enum TextFolding {
    /// `Łódź` becomes `lodz`, `Müller` `muller`, `STRAẞE` `strasse`.
    public static func fold(_ text: String) -> String {
        var text = text
        let ascii = text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } }
        return ascii ? foldASCII(&text) : foldUnicode(text)
    }

    private static func foldASCII(_ text: inout String) -> String {
        text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { output in
                var count = 0
                for byte in bytes where byte != 0x1F && byte != 0 {
                    output[count] = (65...90).contains(byte) ? byte + 32 : byte
                    count += 1
                }
                return count
            }
        }
    }

    private static func foldUnicode(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0, 0x1F, 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: break
            case 0xDF: result += "ss"
            case 0xE6: result += "ae"
            case 0x153: result += "oe"
            case 0xF8: result += "o"
            case 0x142: result += "l"
            case 0x111: result += "d"
            case 0x131: result += "i"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
