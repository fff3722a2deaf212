import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// What a user does on the way to a screen.
enum Step: Sendable {
    case run(Command)
    case press(Key)

    static func type(_ character: Character) -> Step { .press(.character(character)) }

    /// The key for it that works also where text is typed, if there is one.
    func key(_ map: KeyMap) -> Key {
        switch self {
        case .press(let key): return key
        case .run(let command):
            let keys = map.keys(of: command)
            return keys.first { !$0.editsText } ?? keys.first ?? .escape
        }
    }
}

/// A way from the first list to a screen in some state.
struct Scene: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [Step]
    var size: Size
    var isReadOnly: Bool

    init(_ name: String, _ steps: Step..., size: Size = Size(width: 132, height: 43), isReadOnly: Bool = false) {
        self.name = name
        self.steps = steps
        self.size = size
        self.isReadOnly = isReadOnly
    }

    var testDescription: String { name }

    private static let low = Size(width: 60, height: 16)

    static let all = [
        Scene("debtors"), Scene("debtors, read-only", isReadOnly: true), Scene("debtors, 60x16", size: low),
        Scene("too small", size: Size(width: 50, height: 10)),
        Scene("filter", .run(.filter)), Scene("filter, typed", .run(.filter), .type("b")),
        Scene("filtered to nothing", .run(.filter), .type("z"), .type("z"), .press(.enter)),
        Scene("filtering to nothing", .run(.filter), .type("z"), .type("z")), Scene("products", .run(.products)),
        Scene("services", .run(.services)), Scene("services, ended", .run(.services), .run(.down), .run(.down)),
        Scene("users", .run(.users)), Scene("users, read-only", .run(.users), isReadOnly: true),
        Scene("customer", .run(.open)), Scene("customer, users", .run(.open), .run(.nextSection)),
        Scene("customer, ended service", .run(.open), .run(.down), .run(.down)),
        Scene("customer without services", .run(.down), .run(.open)),
        Scene("customer without services, read-only", .run(.down), .run(.open), isReadOnly: true),
        Scene("service", .run(.open), .run(.open)),
        Scene("ended service", .run(.open), .run(.down), .run(.down), .run(.open)),
        Scene("edit form", .run(.edit)), Scene("edit form, changed", .run(.edit), .type("x")),
        Scene("edit form, review", .run(.edit), .type("x"), .run(.review)),
        Scene("product form", .run(.products), .run(.edit)), Scene("user form", .run(.users), .run(.edit)),
        Scene("new service", .run(.services), .run(.new)),
        Scene("picker", .run(.services), .run(.new), .run(.choose)),
        Scene("picker, nothing", .run(.services), .run(.new), .run(.choose), .type("~")),
        Scene("password", .run(.password)),
        Scene("password, typed", .run(.password), .run(.nextSection), .type("x")),
        Scene("password, 60x16", .run(.password), .run(.nextSection), .type("x"), size: low),
        Scene("password, buttons", .run(.password), .run(.previousSection)),
        Scene("password, review", .run(.password), .run(.review)),
        Scene("password, review, Send", .run(.password), .run(.review), .press(.right)),
        Scene("password missing", .run(.last), .run(.password)),
        Scene("termination", .run(.services), .run(.terminate)),
        Scene("termination, day", .run(.services), .run(.terminate), .run(.nextSection)),
        Scene("termination, reason", .run(.services), .run(.terminate), .run(.nextSection), .run(.nextSection)),
        Scene("termination, buttons", .run(.services), .run(.terminate), .run(.previousSection)),
        Scene("termination, review", .run(.services), .run(.terminate), .run(.review)),
        Scene("block", .run(.users), .run(.terminate)),
        Scene("help", .run(.help)), Scene("help of a dialog", .run(.password), .run(.help)),
        Scene("menu", .run(.menu)), Scene("menu, nothing", .run(.menu), .type("~")),
        Scene("palette", .run(.palette)), Scene("palette, typed", .run(.palette), .type("r")),
        Scene("field finder", .run(.edit), .run(.findField)),
        Scene("field finder, typed", .run(.edit), .run(.findField), .type("e")),
        Scene("connect", .run(.connect)), Scene("new system", .run(.connect), .run(.down), .run(.choose)),
        Scene("outbox", .run(.outbox)), Scene("groups", .run(.groups)),
        Scene("groups of products", .run(.groups), .run(.nextSection)), Scene("group", .run(.groups), .run(.open)),
        Scene("new group", .run(.groups), .run(.new)), Scene("group form", .run(.groups), .run(.edit)),
        Scene("members", .run(.groups), .run(.edit), .run(.nextSection), .run(.choose)),
        Scene("members alone", .run(.groups), .run(.edit), .run(.nextSection), .run(.choose), .run(.previousSection)),
        Scene("help of a form", .run(.edit), .run(.help)),
        Scene("a key that does nothing", .press(.function(12))),
        Scene("history", .run(.history)), Scene("history of a field", .run(.edit), .run(.fieldHistory)),
        Scene("review, reason", .run(.edit), .type("x"), .run(.review), .press(.tab)),
        Scene("nothing to take back", .run(.undo)),
        Scene("taking back", .run(.edit), .type("x"), .run(.review), .press(.right), .run(.send), .run(.undo)),
    ]

    /// Another console that has come to this scene.
    @MainActor func play(_ language: Language, _ map: KeyMap = .standard) async -> ScreenDriver {
        let debtors = Sample.debtors + [Sample.debtor(4, "Delta", ["Username": ""])]
        let stub = await StubService.office(debtors: debtors)
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, isReadOnly: isReadOnly,
            profiles: StubSetup([KnownProfile(name: "work", place: "HostFact")]), keys: map,
            history: SystemHistory(StubJournal(Sample.manyEntries(60)), isOwn: true))
        await driver.idle()
        for step in steps { await driver.press(step.key(map)) }
        return driver
    }
}
