import TOMLReading
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("usr", "user"), ("API_KEY_FILE", "api_key_file"), ("knid", "kind"), ("hostfcat", nil), ("", nil),
    ]) func namesWhatWasProbablyMeant(word: String, expected: String?) {
        #expect(Suggestion.nearest(to: word, among: ["kind", "user", "url", "api_key_file"]) == expected)
    }
}
