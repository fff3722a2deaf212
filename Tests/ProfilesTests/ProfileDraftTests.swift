import BillingAPI
import Profiles
import Testing

@Suite struct ProfileDraftTests {
    private func problems(_ draft: ProfileDraft) -> [String] {
        do throws(APIError) {
            _ = try draft.profile(keyFile: "/home/me/.config/balie/keys/main")
            return []
        } catch {
            return error.sentences.map(\.english)
        }
    }

    private func draft(_ kind: Profile.Kind = .hostfact, _ url: String = "https://a.example/x") -> ProfileDraft {
        var draft = ProfileDraft(name: "main", kind: kind)
        draft.url = url
        draft.key = .typed(Secret("geheim"))
        return draft
    }

    @Test func aTypedKeyIsReadFromItsFileLater() throws {
        #expect(try draft().profile(keyFile: "/keys/main").key == .file("/keys/main"))
    }

    @Test func theSentencesNameNoFileThatIsNotThereYet() {
        #expect(problems(draft(.m4)) == ["Profile “main” of kind m4 needs user = \"admin\"."])
    }

    @Test func everythingThatIsMissingIsToldAtOnce() {
        #expect(problems(ProfileDraft(name: "main", kind: .m4)).count == 3)
    }

    @Test(arguments: ["", "a\nb", "a\u{7}"]) func aKeyIsOneLine(key: String) {
        var draft = draft()
        draft.key = .typed(Secret(key))
        #expect(problems(draft) == ["A key is one line without control characters."])
    }

    @Test func nothingThatIsPrintedHoldsTheKey() {
        var printed = "\(draft())"
        dump(draft(), to: &printed)
        #expect(!printed.contains("geheim"))
    }
}
