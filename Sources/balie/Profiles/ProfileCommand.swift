import ArgumentParser
import BillingAPI
import BillingModel
import Foundation
import Profiles
import ProgramOutput

/// Lists, adds and checks the profiles of config.toml.
struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "List, add and check the systems that Balie can open.",
        subcommands: [List.self, AddProfile.self, Check.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the profiles: name, kind, place; * marks the default one.")

        @Option(help: "en or nl; otherwise the language of the terminal.")
        var language: Language?

        private var words: Explaining { Explaining(language: language ?? Places.language) }

        func run() throws {
            try words.explaining {
                let file = Places.configuration
                let known = try file.read()
                for profile in known.profiles {
                    let mark = profile.name == known.defaultProfile ? "*" : " "
                    var choice = DataChoice()
                    choice.take(profile)
                    let place = profile.address?.description ?? choice.shownURL
                    let ending = profile.isReadOnly ? "  (read_only)" : ""
                    Output.line("\(mark) \(profile.name)  \(profile.kind.rawValue)  \(place)\(ending)")
                }
                for warning in known.warnings { StandardError.write(warning[words.language]) }
                if known.profiles.isEmpty {
                    StandardError.write(
                        LocalizedText(
                            "There are no profiles in \(file.path); balie profile add makes one.",
                            "Er zijn geen profielen in \(file.path); balie profile add maakt er een.")[words.language])
                }
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a profile and its key, ask its system one thing, and say what works.")

        @Argument(help: "The profile's name; without it, the default one.")
        var name: String?

        @Option(help: "en or nl; otherwise the language of the terminal.")
        var language: Language?

        private var words: Explaining { Explaining(language: language ?? Places.language) }

        func run() async throws {
            let file = Places.configuration
            let (profile, warnings) = try words.explaining {
                let known = try file.read()
                guard let name = name ?? known.defaultProfile else {
                    throw APIError(
                        .invalidInput,
                        LocalizedText(
                            "There is no default profile in \(file.path); name the one to check.",
                            "Er is geen standaardprofiel in \(file.path); noem het profiel om te controleren."))
                }
                return (try known.profile(named: name), known.warnings)
            }
            let check = await ProfileCheck.run(profile, warnings: warnings)
            for step in check.steps {
                switch step.judgement {
                case .done: Output.line("✓ \(step.sentence[words.language])")
                case .doubtful: Output.line("! \(step.sentence[words.language])")
                case .failed: StandardError.write(step.sentence[words.language])
                }
            }
            if let status = check.status { throw status }
        }
    }
}

/// Tells what fails on standard error, in one language, and ends with the exit code that belongs to it.
struct Explaining {
    var language: Language

    func explaining<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as APIError {
            StandardError.tell(error, in: language)
            throw ExitStatus(opening: error, orElse: .refused)
        }
    }
}
