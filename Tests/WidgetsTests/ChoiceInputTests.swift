import TerminalCore
import Testing
import Widgets

@Suite struct ChoiceInputTests {
    let options = [
        ChoiceInput.Option(value: "m", label: "Month"), ChoiceInput.Option(value: "k", label: "Quarter"),
        ChoiceInput.Option(value: "j", label: "Year"), ChoiceInput.Option(value: "t", label: "Two years"),
    ]

    @Test(
        arguments: [
            ("m", [.right], "k"), ("m", [.left], "t"), ("t", [.character(" ")], "m"), ("m", [.character("y")], "j"),
            ("m", [.character("T")], "t"), ("k", [.character("z")], "k"), (nil, [.right], "m"), (nil, [.left], "t"),
            ("?", [.right], "m"),
        ] as [(String?, [Key], String)])
    func picks(selected: String?, keys: [Key], value: String) {
        var choice = ChoiceInput(options: options, selected: selected)
        for key in keys {
            let used = choice.handle(key)
            #expect(used)
        }
        #expect(choice.value == value)
    }

    @Test func drawsTheLabel() {
        let choice = ChoiceInput(options: options, selected: "k")
        #expect(picture(14, 1) { choice.draw(in: $0, isFocused: false, on: &$1) } == "‹ Quarter ›")
        #expect(picture(8, 1) { choice.draw(in: $0, isFocused: false, on: &$1) } == "‹ Qua… ›")
    }

    @Test func showsAnUnknownStoredValueAsItIs() {
        let choice = ChoiceInput(options: options, selected: "weird")
        #expect(choice.value == "weird")
        #expect(picture(14, 1) { choice.draw(in: $0, isFocused: false, on: &$1) } == "‹ weird ›")
    }

    @Test func survivesHavingNoOptions() {
        var choice = ChoiceInput(options: [], selected: nil)
        for key in [Key.left, .right, .character("a")] { _ = choice.handle(key) }
        #expect(choice.value == nil)
    }
}
