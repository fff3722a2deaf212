import BillingModel
import Testing

@Suite struct LanguageTests {
    @Test func aTextIsReadInEachLanguage() {
        let text = LocalizedText("city", "plaats")
        #expect(Language.allCases.map { text[$0] } == ["city", "plaats"])
        #expect(LocalizedText(verbatim: "DB0001") == LocalizedText("DB0001", "DB0001"))
    }
}
