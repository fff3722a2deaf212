import ArgumentParser
import BillingAPI
import BillingModel
import DraftFiles
import Foundation
import ProgramOutput

/// Looks after what was typed in the console and not sent.
struct DraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "See what was typed in the console and not sent, and drop it.",
        subcommands: [List.self, Show.self, Drop.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the drafts, the newest first.")

        @OptionGroup var options: DraftOptions

        func run() throws {
            let found = try options.find()
            let (now, language) = (LocalClock.system.now(), options.spoken)
            if options.isJSON {
                let values = found.drafts.reversed().map { DraftText.value($0, in: found, at: now) }
                Output.line(options.encoded(.array(values + found.strange.map { DraftText.value($0, language) })))
                return
            }
            for kept in found.drafts.reversed() { Output.line(DraftText.line(kept, in: found, at: now, language)) }
            for strange in found.strange { StandardError.write(strange.reason[language]) }
            if found.drafts.isEmpty, found.strange.isEmpty { StandardError.write(DraftText.none[language]) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one draft whole: what was typed, and what stood in the record then.")

        @Argument(help: "The draft's name as balie draft list tells it, or how it begins.")
        var id: String

        @OptionGroup var options: DraftOptions

        func run() throws {
            let (found, now) = (try options.find(), LocalClock.system.now())
            let name = try options.explaining { () throws(APIError) in try DraftChoice.id(id, in: found) }
            if let strange = found.strange.first(where: { $0.id == name }) {
                StandardError.write(strange.reason[options.spoken])
                throw ExitStatus.refused
            }
            guard let kept = found.drafts.first(where: { $0.id == name }) else { return }
            if options.isJSON {
                Output.line(options.encoded(DraftText.value(kept, in: found, at: now, isWhole: true)))
            } else {
                for line in DraftText.page(kept, in: found, at: now, options.spoken) { Output.line(line) }
            }
        }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take drafts away for good.",
            discussion: "One that is being typed in an open console stays. Exit codes: 0 all are gone, 1 some are not.")

        @Argument(help: "The drafts' names, or how they begin.")
        var ids: [String] = []

        @Option(help: "Those that were kept more than this many days ago, 0 to 36500.")
        var olderThan: Int?

        @OptionGroup var options: DraftOptions

        func validate() throws {
            guard ids.isEmpty != (olderThan == nil) else {
                throw ValidationError("Name the drafts to drop, or say --older-than DAYS.")
            }
            guard (0...36_500).contains(olderThan ?? 0) else {
                throw ValidationError("--older-than \(olderThan ?? 0) is not between 0 and 36500.")
            }
        }

        func run() throws {
            let found = try options.find()
            var dropped: [String] = []
            var isWhole = true
            func attempt(_ work: () throws(APIError) -> String) {
                do throws(APIError) {
                    dropped.append(try work())
                } catch {
                    StandardError.tell(error, in: options.spoken)
                    isWhole = false
                }
            }
            if let olderThan {
                let now = LocalClock.system.now()
                for kept in found.drafts where kept.isOlder(than: olderThan, at: now) {
                    attempt { () throws(APIError) in try drop(kept.id) }
                }
            }
            for name in ids {
                attempt { () throws(APIError) in try drop(try DraftChoice.id(name, in: found)) }
            }
            if options.isJSON {
                let all = JSONValue.object([JSONMember("dropped", .strings(dropped))])
                Output.line(options.encoded(all), isReceipt: !dropped.isEmpty)
            } else {
                Output.line(DraftText.dropped(dropped.count)[options.spoken], isReceipt: !dropped.isEmpty)
            }
            if !isWhole { throw ExitStatus.refused }
        }

        private func drop(_ id: String) throws(APIError) -> String {
            try options.folder.drop(id)
            return id
        }
    }
}

/// What every command on drafts may be told.
struct DraftOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print values as JSON instead of lines of text.")
    var isJSON = false

    @Option(help: "en or nl; otherwise the language of the terminal.")
    var language: Language?

    var spoken: Language { language ?? Places.language }
    var folder: DraftFolder { DraftFolder(Places.drafts) }

    /// Everything there is; a folder that is not to be used, or cannot be read, ends the program.
    func find() throws -> FoundDrafts {
        do throws(APIError) {
            return try folder.find()
        } catch {
            StandardError.tell(error, in: spoken)
            throw ExitStatus(opening: error)
        }
    }

    func explaining<Result>(_ body: () throws(APIError) -> Result) throws -> Result {
        do throws(APIError) {
            return try body()
        } catch {
            StandardError.tell(error, in: spoken)
            throw ExitStatus(error.kind)
        }
    }

    func encoded(_ value: JSONValue) -> String {
        value.encoded(indented: isatty(STDOUT_FILENO) == 1, ascii: !Places.showsUnicode)
    }
}

/// Which draft somebody means.
enum DraftChoice {
    /// - Parameter text: A name, or how just one begins.
    static func id(_ text: String, in found: FoundDrafts) throws(APIError) -> String {
        let all = found.drafts.map(\.id) + found.strange.map(\.id)
        let meant = all.filter { $0 == text }
        let begun = meant.isEmpty && !text.isEmpty ? all.filter { $0.hasPrefix(text) } : meant
        guard let id = begun.first else {
            let shown = text.plainLine.prefix(40)
            throw APIError(
                .notFound,
                LocalizedText(
                    "There is no draft “\(shown)”; balie draft list names those there are.",
                    "Er is geen concept “\(shown)”; balie draft list noemt ze."))
        }
        guard begun.count == 1 else {
            throw APIError(
                .notFound,
                LocalizedText(
                    "\(begun.count) drafts begin with “\(text)”; write more of the name.",
                    "\(begun.count) concepten beginnen met “\(text)”; schrijf meer van de naam."))
        }
        return id
    }
}
