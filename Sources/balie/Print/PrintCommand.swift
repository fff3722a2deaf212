import ArgumentParser
import BillingAPI
import BillingModel
import Console
import Foundation
import ProgramOutput

/// Prints pages of the console without a screen.
struct PrintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "Print a page line by line, for a screen reader or a pipe.",
        subcommands: [PrintKeys.self, PrintService.self])
}

struct PrintKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "keys", abstract: "Print the keys of a list.")

    @Argument(help: "debtors, products, services or users.")
    var list = "debtors"

    @OptionGroup var printing: PrintOptions

    func validate() throws {
        guard tab == nil else { return }
        let shown = list.count > 60 ? list.prefix(60) + "…" : list[...]
        throw ValidationError("There is no list “\(shown)”. The lists are debtors, products, services and users.")
    }

    func run() async throws {
        let list = tab ?? .debtors
        try await printing.show { printer in printer.keys(of: list) }
    }

    private var tab: Tab? { Tab.allCases.first { "\($0)" == list.lowercased() } }
}

struct PrintService: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "service", abstract: "Print one service whole.")

    @Argument(help: "The service's Identifier, as balie call service list tells it.")
    var identifier: Int

    @OptionGroup var printing: PrintOptions

    func run() async throws {
        let identifier = identifier
        try await printing.show { printer throws(APIError) in try await printer.service(identifier) }
    }
}

/// Where pages come from, and as what they are printed.
struct PrintOptions: ParsableArguments {
    @OptionGroup var data: DataOptions

    @Flag(name: .customLong("json"), help: "Print values as JSON instead of lines of text.")
    var isJSON = false

    @Flag(name: .customLong("ascii"), help: "Print ASCII characters only, as where the locale knows no others.")
    var isASCII = false

    func show(_ page: (PagePrinter) async throws(APIError) -> PrintedPage) async throws {
        let choice = try data.choice()
        let connection = try await choice.openOrLeave(for: .reading)
        let keys = UserKeys.read()
        for problem in keys.problems { StandardError.write(problem[choice.language]) }
        let printer = PagePrinter(
            service: connection.service, texts: Texts(choice.language), backend: choice.backend(of: connection),
            keys: keys.map)
        do throws(APIError) {
            let page = try await page(printer)
            let ascii = isASCII || !Places.showsUnicode
            if isJSON {
                Output.line(page.values.encoded(indented: isatty(STDOUT_FILENO) == 1, ascii: ascii))
            } else {
                for line in page.lines(ascii: ascii) { Output.line(line) }
            }
        } catch {
            try choice.leave(with: error)
        }
    }
}
