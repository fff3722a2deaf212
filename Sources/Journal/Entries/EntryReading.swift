import BillingAPI
import BillingModel
import Foundation

// Entries are read as strictly as they are written: what is no entry is none.
extension JournalEntry {
    public init?(_ json: JSONValue) {
        guard let moment = json["time"]?.text, let who = json["who"]?.text, let event = Event(json) else { return nil }
        self.init(
            moment: moment,
            author: JournalAuthor(name: who, address: json["address"]?.text, terminal: json["terminal"]?.text),
            event: event)
    }
}

extension JournalEntry.Event {
    fileprivate init?(_ json: JSONValue) {
        switch json["kind"]?.text {
        case "intent":
            guard let intent = Intent(json), let until = json["until"]?.text else { return nil }
            self = .intent(intent, until: until)
        case "outcome":
            guard let outcome = Outcome(json), let id = json["id"]?.text, let sending = json["sending"]?.wholeNumber
            else { return nil }
            self = .outcome(outcome, of: id, sending: sending)
        case "remainder":
            guard let bytes = json["bytes"]?.wholeNumber, let digest = json["digest"]?.text,
                case .boolean(let isEnded)? = json["ended"]
            else { return nil }
            self = .remainder(JournalRemainder(bytes: bytes, digest: digest, isEnded: isEnded))
        default: return nil
        }
    }
}

extension Intent {
    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.text, let system = json["system"]?.text,
            let words = json["action"]?.text?.split(separator: " ", maxSplits: 1), words.count == 2,
            case .array(let changes)? = json["changes"]
        else { return nil }
        let read = changes.compactMap(FieldChange.init)
        guard read.count == changes.count else { return nil }
        self.init(
            id: id, system: SystemID(text: system), action: ActionName(String(words[0]), String(words[1])),
            target: json["target"].flatMap(RecordRef.init), changes: read,
            base: json["base"]?.text.map(EntityTag.init(_:)), reason: json["reason"]?.text ?? "",
            ticket: json["ticket"]?.text ?? "")
    }
}

extension RecordRef {
    fileprivate init?(_ json: JSONValue) {
        guard let system = json["system"]?.text, let kind = json["kind"]?.text.flatMap(RecordKind.init(rawValue:))
        else {
            return nil
        }
        self.init(SystemID(text: system), kind, json["identifier"]?.wholeNumber)
    }
}

extension Outcome {
    fileprivate init?(_ json: JSONValue) {
        let sentence = json["sentence"].flatMap(LocalizedText.init)
        switch (json["outcome"]?.text, sentence, json["done"]) {
        case ("done", _, _): self = .done(json["record"].flatMap(RecordRef.init))
        case ("refused", let sentence?, _): self = .refused(sentence)
        case ("undecided", let sentence?, _): self = .undecided(sentence)
        case ("settled", _, .boolean(let wasDone)?): self = .settled(wasDone: wasDone)
        default: return nil
        }
    }
}

extension LocalizedText {
    fileprivate init?(_ json: JSONValue) {
        guard let english = json["en"]?.text, let dutch = json["nl"]?.text else { return nil }
        self.init(english, dutch)
    }
}

extension JSONValue {
    var wholeNumber: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(number.description)
    }
}
