import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Programs
import Testing

@testable import BillingEngine

@Suite struct WeasyPrintTests {
    private func refusal(_ script: String, deadline: Duration = .seconds(300)) async -> String {
        await refusal(["/bin/sh", "-c", script], deadline: deadline)
    }

    private func refusal(_ command: [String], deadline: Duration = .seconds(300)) async -> String {
        do throws(APIError) {
            _ = try await WeasyPrint(command: command, deadline: deadline).pdf(of: "<p>x</p>")
            return ""
        } catch {
            #expect(error.kind == .failure)
            return error.message.english
        }
    }

    @Test func aMissingToolIsNamedWithItsPackage() async {
        #expect(
            await refusal(["/nowhere/weasyprint", "-", "-"])
                == "The PDF was not made: /nowhere/weasyprint cannot be started. Install it with: apt install weasyprint"
        )
    }

    @Test func aToolThatTakesTooLongIsStopped() async {
        #expect(
            await refusal("sleep 1000", deadline: .milliseconds(1)).hasPrefix(
                "The PDF was not made: /bin/sh took more than 0 s and was stopped."))
    }

    @Test func aToolThatFailsIsQuotedHarmlessly() async {
        let sentence = await refusal("echo Traceback >&2; printf 'KeyError: \\033[31mx\\n' >&2; exit 1")
        #expect(sentence.hasPrefix("The PDF was not made: /bin/sh failed (KeyError: [31mx)."))
    }

    @Test func whatIsNoPDFIsNotHandedOn() async {
        #expect(await refusal("echo '<html>'").hasPrefix("The PDF was not made: /bin/sh failed."))
    }

    @Test func aPDFHasALargestSize() async {
        #expect(
            await refusal("yes | head -c 10000001").hasPrefix("The PDF was not made: it would be larger than 10 MB."))
    }

    @Test func onlySoManyWaitAtOnce() async {
        let turns = Turns(1, mostWaiting: 1)
        #expect(await turns.take())
        async let second = turns.take()
        while await turns.waiting.isEmpty { await Task.yield() }
        #expect(await !turns.take())
        await turns.giveBack()
        #expect(await second)
        await turns.giveBack()
        #expect(await turns.take())
    }

    private static func isInstalled(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }

    private static let tools = ["weasyprint", "pdftotext"]

    @Test(
        .enabled(
            if: tools.allSatisfy(isInstalled), "Needs the Debian packages weasyprint, poppler-utils and fonts-noto-cjk."
        ))
    func aRealPDFHasEveryWordInIt() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.companyName] = "山田太郎"
        edit[Debtor.surName] = "<img src=file:///etc/passwd>"
        edit[Debtor.city] = "Łódź"
        _ = try await engine.service.send(edit)
        var action = GeneratePDF()
        action[Debtor.identifier] = 1
        let service = EngineService(
            store: engine.store, clock: .fixed(TestEngine.seedMoment), renderer: WeasyPrint(deadline: .seconds(300)))
        let file = try await service.send(action)
        #expect(file.bytes.starts(with: "%PDF-".utf8))
        let run = ProgramRun(arguments: ["pdftotext", "-", "-"], input: file.bytes, deadline: .seconds(300))
        let text = String(decoding: await run.result().output, as: UTF8.self)
        for word in ["山田太郎", "Łódź", "<img src=file:///etc/passwd>", "DB0001", "Default product", "302,50"] {
            #expect(text.contains(word), "\(word)")
        }
        #expect(!text.contains("root:"))
    }
}
