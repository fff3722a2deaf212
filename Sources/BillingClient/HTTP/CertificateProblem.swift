import AsyncHTTPClient
import BillingAPI
import BillingModel
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Why a server's certificate is not trusted.
enum CertificateProblem: Equatable, Sendable {
    case expired(on: CalendarDate)
    case notYetValid(from: CalendarDate)
    case wrongHost
    case unknownAuthority

    func sentence(_ address: ServerAddress) -> LocalizedText {
        let place = address.place
        switch self {
        case .expired(let day):
            return LocalizedText(
                "The certificate of \(place) expired on \(day.text), so nobody can tell who answers; it must be renewed there.",
                "Het certificaat van \(place) is verlopen op \(day.dutchText), dus is niet te zien wie er antwoordt; het moet daar worden vernieuwd."
            )
        case .notYetValid(let day):
            return LocalizedText(
                "The certificate of \(place) is valid only from \(day.text); check this machine's clock.",
                "Het certificaat van \(place) geldt pas vanaf \(day.dutchText); controleer de klok van deze machine.")
        case .wrongHost:
            return LocalizedText(
                "The certificate of \(place) is for another host than “\(address.host)”; check the address in the profile.",
                "Het certificaat van \(place) is van een andere host dan “\(address.host)”; controleer het adres in het profiel."
            )
        case .unknownAuthority:
            return LocalizedText(
                "The certificate of \(place) is from an authority this machine does not know; if it is your own, name its file as ca_file in the profile.",
                "Het certificaat van \(place) komt van een autoriteit die deze machine niet kent; is het de eigen, noem het bestand dan als ca_file in het profiel."
            )
        }
    }

    /// Looks at the certificate of a server that was not trusted, and hangs up during the handshake.
    ///
    /// The library tells that a certificate failed, not why. Nothing is sent on this connection: the handshake is
    /// refused as soon as the certificate is seen.
    ///
    /// - Returns: Nil when the server showed none.
    static func found(at settings: HTTPSettings, _ tls: TLSConfiguration?) async -> CertificateProblem? {
        // Behind a proxy there is no way to look without asking it again.
        guard let tls, settings.proxy == .direct else { return .unknownAuthority }
        guard let leaf = await certificate(at: settings, tls) else { return nil }
        let now = time_t(Date().timeIntervalSince1970)
        if leaf.notValidAfter < now { return .expired(on: day(leaf.notValidAfter)) }
        if leaf.notValidBefore > now { return .notYetValid(from: day(leaf.notValidBefore)) }
        return .unknownAuthority
    }

    private static func certificate(at settings: HTTPSettings, _ tls: TLSConfiguration) async -> NIOSSLCertificate? {
        let seen = SeenCertificate()
        let host = settings.address.host
        do {
            let context = try NIOSSLContext(configuration: tls)
            let name = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } ? nil : host
            let channel = try await ClientBootstrap(group: HTTPClient.defaultEventLoopGroup)
                .connectTimeout(TimeAmount(settings.connectTimeout))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = try NIOSSLClientHandler(
                            context: context, serverHostname: name,
                            customVerificationCallback: { chain, verdict in
                                seen.put(chain.first)
                                verdict.succeed(.failed)
                            })
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(host: host, port: settings.address.port).get()
            let hangUp = channel.eventLoop.scheduleTask(in: TimeAmount(settings.connectTimeout)) {
                channel.close(promise: nil)
            }
            try? await channel.closeFuture.get()
            hangUp.cancel()
        } catch {
            return seen.certificate
        }
        return seen.certificate
    }

    private static func day(_ moment: time_t) -> CalendarDate { CalendarDate.epoch.adding(days: Int(moment) / 86_400) }
}

private final class SeenCertificate: Sendable {
    private let content = Mutex<NIOSSLCertificate?>(nil)

    var certificate: NIOSSLCertificate? { content.withLock { $0 } }
    func put(_ certificate: NIOSSLCertificate?) { content.withLock { $0 = certificate } }
}
