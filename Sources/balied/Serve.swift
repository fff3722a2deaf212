import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import BillingServer
import Foundation
import Logging
import Profiles
import ProgramOutput
import SQLStore
import ServiceLifecycle

/// The server itself, until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer the vendors' calls over HTTP.",
        discussion: """
            HostFact and WeFact: POST /Pro/apiv2/api.php, with a key of balied key add.
            M4: POST /billing/api/CALL, with the hash of an account of balied m4 account add.
            GET /health answers ok while the database answers, GET /health/live as long as the server lives.

            Says on standard output where it listens once it does, and logs a line a request on standard error: never \
            a parameter, a key or an address. SIGTERM ends it after what is under way.
            """)

    @Option(help: ArgumentHelp("Where to listen; port 0 lets the system choose.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("The TLS certificate and its chain, PEM. Needs --tls-key.", valueName: "file"))
    var tlsCert: String?

    @Option(
        help: ArgumentHelp("The key of the TLS certificate, PEM; for its owner's eyes (chmod 600).", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp("Where /metrics shows counters for Prometheus; nowhere without it.", valueName: "host:port"))
    var metrics: String?

    @Option(
        name: .customLong("trusted-proxy"), parsing: .upToNextOption,
        help: ArgumentHelp("Addresses or networks of proxies whose X-Forwarded-For is believed.", valueName: "network"))
    var trustedProxies: [String] = []

    @Option(help: "A sendmail-compatible command for queued mail; otherwise that of [mail] in config.toml, if any.")
    var mailCommand: String?

    @Option(help: "Who mail is from, as Name <address>; otherwise as config.toml says.")
    var mailFrom: String?

    func validate() throws {
        _ = try address(listen, "--listen")
        _ = try metrics.map { try address($0, "--metrics") }
        _ = try trustedProxies.map(network)
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key go together: give both, or neither for plain HTTP.")
        }
    }

    func run() async throws {
        do {
            try await serve()
        } catch let error as APIError where [.invalidInput, .forbidden].contains(error.kind) {
            // A certificate, a key or a configuration that cannot be used.
            Balied.complain(error.message[Balied.language])
            throw ExitStatus.usage
        }
    }

    private func serve() async throws {
        let store = try database.open(.making, readers: 8)
        let log = LogfmtHandler()
        let logger = Logger(label: "balied") { _ in log }
        let configuration = ServerConfiguration(
            listen: try address(listen, "--listen"), tls: try tlsIdentity(),
            metrics: try metrics.map { try address($0, "--metrics") },
            trustedProxies: try trustedProxies.map(network))
        if configuration.tls == nil, !configuration.listen.isLocal {
            logger.warning(
                "Keys and hashes travel readable: this address is reached from other machines without TLS. Give --tls-cert and --tls-key, or let a proxy do it."
            )
        }
        let scheme = configuration.tls == nil ? "http" : "https"
        let server = APIServer(
            configuration, routes: Routes(store: store, logger: logger).all, health: { await Self.answers(store) },
            logger: logger,
            onListening: { addresses in
                // Past `Output`: a server that nobody listens to serves all the same.
                var lines = "Listening on \(scheme)://\(addresses.api)\n"
                if let metrics = addresses.metrics { lines += "Metrics on http://\(metrics)/metrics\n" }
                if !StandardStream.output.write(lines) {
                    logger.warning("Standard output is closed or full.", metadata: ["listening": "\(addresses.api)"])
                }
            })
        // What delivers mail stops with the server.
        let services: [any Service] =
            [
                server, KeptAnswersService(answers: KeptAnswers(store: store), logger: logger),
                SearchService(preparation: SearchPreparation(store: store), logger: logger),
                JournalService(sealer: JournalSealer(store: store), logger: logger),
            ]
            + (try mailServices(store, logger))
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.quiet)
        group.maximumGracefulShutdownDuration = configuration.limits.deadline + .seconds(10)
        try await ServiceGroup(configuration: group).run()
    }

    private func mailServices(_ store: any SQLStore, _ logger: Logger) throws -> [any Service] {
        let stored = try ConfigurationFile.usual(ProgramEnvironment.variables).read().mail
        guard let command = mailCommand ?? stored.command else {
            logger.info("Queued mail stays in the database: no mail command is configured.")
            return []
        }
        return [
            MailService(store, try MailDelivery.Settings(line: command, from: mailFrom ?? stored.from ?? ""), logger)
        ]
    }

    private func tlsIdentity() throws -> TLSIdentity? {
        guard let tlsCert, let tlsKey else { return nil }
        guard let certificates = FileManager.default.contents(atPath: tlsCert) else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The certificate “\(tlsCert)” cannot be read.", "Het certificaat “\(tlsCert)” is niet te lezen."))
        }
        return TLSIdentity(
            certificates: ByteOrderMark.dropped(from: Array(certificates)), key: try SecretFile.read(tlsKey))
    }

    private func address(_ text: String, _ option: String) throws -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw ValidationError(
                "“\(text.plainLine)” is no address for \(option). Write 127.0.0.1:8080 or [::1]:8080.")
        }
        return address
    }

    private static func answers(_ store: any SQLStore) async -> Bool {
        (try? await store.read { try $0.integer(SQLQuery("SELECT 1")) }) == 1
    }

    private static let quiet = Logger(label: "balied.services") { _ in SwiftLogNoOpLogHandler() }
}
