import CNcurses

/// The character set of the user's locale.
struct TextEncoding {
    var isUTF8: Bool
    var isLatin1: Bool
    /// What to tell the user when characters cannot be shown as they are.
    var notice: String?

    @MainActor static func adopted(isASCIIWanted: Bool) -> TextEncoding {
        let isUTF8 = screen_adopt_locale()
        let name = screen_character_set().map { String(cString: $0) } ?? ""
        var notice: String?
        if !isUTF8, !isASCIIWanted {
            notice =
                "The locale's character set is \"\(name)\"; other characters than ASCII are shown by their nearest. "
                + "Set LANG to a UTF-8 locale, for example C.UTF-8, to see them."
        }
        return TextEncoding(isUTF8: isUTF8, isLatin1: name.hasPrefix("ISO-8859-1"), notice: notice)
    }
}
