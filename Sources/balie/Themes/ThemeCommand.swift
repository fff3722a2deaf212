import ArgumentParser
import ProgramOutput
import Theming

/// Lists and checks themes.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "List the themes, or check one for bad lines.",
        subcommands: [List.self, Check.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the themes by name.")

        func run() {
            for name in ThemeLibrary(folders: Places.themes).names { Output.line(name) }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print what is wrong with a theme, line by line.")

        @Argument(help: "The theme's name; without it, all are checked.")
        var name: String?

        func run() throws {
            let library = ThemeLibrary(folders: Places.themes)
            var isClean = true
            for name in name.map({ [$0] }) ?? library.names {
                do throws(ThemeError) {
                    let warnings = try library.theme(named: name).warnings
                    for warning in warnings { Output.line(warning.sentence[Places.language]) }
                    isClean = isClean && warnings.isEmpty
                } catch {
                    StandardError.write(error.message[Places.language])
                    isClean = false
                }
            }
            if !isClean { throw ExitStatus.refused }
        }
    }
}
