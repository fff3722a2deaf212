import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

/// Identities, intents and outcomes as they are kept.
@Suite struct ChangeValueTests {
    @Test(arguments: [nil, 0, -1] as [Int?]) func noRecordIsKnownByANumberThatIsNone(identifier: Int?) {
        #expect(RecordRef(.profile("work"), .debtor, identifier) == nil)
    }

    @Test func aRecordIsTheSameOnlyInItsOwnSystem() throws {
        let here = try #require(RecordRef(.database("work"), .debtor, 1))
        let there = try #require(RecordRef(.profile("work"), .debtor, 1))
        #expect(here != there)
        #expect(Set([here, there, here]).count == 2)
    }

    @Test func aRecordIsReadBackAsItWasWritten() throws {
        let record = try #require(RecordRef(.profile("work"), .service, 12))
        let text = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(RecordRef.self, from: text) == record)
        #expect(String(decoding: text, as: UTF8.self).contains(#""profile:work""#))
        let none = Data(#"{"system":"profile:work","kind":"service","identifier":0}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(RecordRef.self, from: none) }
    }

    @Test func aSecretIsNowhereInWhatIsKept() throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.password] = "hunter2-secret"
        edit[Debtor.city] = "Ede"
        let before = Found(Record<Debtor>([Debtor.city.name: "Breda", Debtor.password.name: "old-secret"]))
        let intent = Intent(
            system: .profile("work"), action: EditDebtor.declaration.name,
            target: RecordRef(.profile("work"), .debtor, 1), changes: edit.changes(from: before),
            base: EntityTag("0123"), reason: "moved", ticket: "T-7")
        let text = try JSONEncoder().encode(intent)
        #expect(!String(decoding: text, as: UTF8.self).contains("secret\""))
        let read = try JSONDecoder().decode(Intent.self, from: text)
        #expect(read == intent)
        #expect(read.changes.map(\.field) == ["Identifier", "City", "Password"])
        #expect(read.changes[1].before == "Breda" && read.changes[1].after == "Ede")
        #expect(read.changes[2].isSecret)
    }

    @Test func aPasswordThatARecordHoldsIsNotAmongItsTexts() {
        var record = Record<Debtor>([Debtor.identifier.name: "1"])
        record.readablePassword = "hunter2"
        let texts = Found(record).texts(of: EditDebtor.declaration.parameters + ShowDebtor.declaration.parameters)
        #expect(texts == [Debtor.identifier.name: "1"])
    }

    @Test func everyIntentHasAKeyOfItsOwn() {
        let intents = (0..<2).map { _ in
            Intent(system: .profile("work"), action: AddGroup.declaration.name, target: nil, changes: [])
        }
        #expect(intents[0].id != intents[1].id)
    }

    @Test func anOutcomeTellsWhetherItMayBeSentAgain() {
        let words = LocalizedText("It went wrong.", "Het ging mis.")
        #expect(Outcome(APIError(.unknownOutcome, words)) == .undecided(words))
        for kind in [APIError.Kind.invalidInput, .notFound, .forbidden, .readOnly, .unreachable, .failure] {
            #expect(Outcome(APIError(kind, words)) == .refused(words))
        }
    }

    @Test func theNumberOfWhatWasAddedIsLearntFromTheAnswer() {
        let system = SystemID.profile("work")
        let added = Changed([], Record<Debtor>([Debtor.identifier.name: "12"]))
        #expect(Outcome(added, in: system) == .done(RecordRef(system, .debtor, 12)))
        #expect(Outcome(Changed([], Record<Debtor>([:])), in: system) == .done(nil))
        #expect(Outcome(Done([]), in: system) == .done(nil))
    }
}
