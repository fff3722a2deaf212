import BillingAPI
import TerminalCore

/// Blocks as values for a program: what the system stores where it is a field, else what staff read.
enum ContentValues {
    static func json(_ blocks: [Block]) -> JSONValue {
        .array(
            blocks.map { block in
                let (name, value) = member(block)
                return .object([JSONMember(name, value)])
            })
    }

    private static func member(_ block: Block) -> (String, JSONValue) {
        switch block {
        case .title(let text): ("title", .string(text))
        case .facts(let facts): ("facts", .array(facts.lines.map(fact)))
        case .table(let table):
            (
                "table",
                .object([
                    JSONMember("columns", .strings(table.columns.map(\.title))),
                    JSONMember("rows", .array(table.rows.map { .strings($0.cells) })),
                ])
            )
        case .fields(let entries): ("fields", .array(entries.map(field)))
        case .review(let entries): ("review", .array(entries.map(change)))
        case .words(let words): ("words", .string(words.text))
        case .buttons(let buttons): ("buttons", .strings(buttons.titles))
        }
    }

    private static func fact(_ line: DetailLine) -> JSONValue {
        var members = [JSONMember("label", line.label), JSONMember("text", line.text)]
        if let source = line.source {
            members += [JSONMember("field", source.field), JSONMember("stored", source.stored)]
        }
        return .object(members)
    }

    private static func field(_ entry: FieldEntry) -> JSONValue {
        .object([
            JSONMember("label", entry.label), JSONMember("value", entry.value),
            JSONMember("changed", .boolean(entry.isChanged)),
            JSONMember("problem", entry.problem.isEmpty ? .null : .string(entry.problem)),
        ])
    }

    private static func change(_ entry: ReviewEntry) -> JSONValue {
        .object([
            JSONMember("label", entry.label), JSONMember("old", entry.old.map(JSONValue.string) ?? .null),
            JSONMember("new", entry.new),
        ])
    }
}
