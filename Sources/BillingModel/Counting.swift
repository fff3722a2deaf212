extension LocalizedText {
    /// What goes with a number: both languages have one form for 1 and another for every other number, 0 among them.
    public static func counting(
        _ number: Int, one: @autoclosure () -> LocalizedText, many: @autoclosure () -> LocalizedText
    ) -> LocalizedText {
        number == 1 ? one() : many()
    }
}
