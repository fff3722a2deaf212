import BillingAPI
import BillingModel
import NIOSSL

extension TLSIdentity {
    /// Refuses what is no certificate or key, and a key that belongs to another certificate.
    func configuration() throws(APIError) -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(certificates)
            let key = try NIOSSLPrivateKey(bytes: key, format: .pem)
            guard !chain.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            // Opened once here, so that a wrong pair is refused before anybody calls.
            _ = try NIOSSLContext(configuration: configuration)
            return configuration
        } catch {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The TLS certificate and key cannot be used: they must be PEM and belong together, the key without a password.",
                    "Het TLS-certificaat en de sleutel zijn niet bruikbaar: ze moeten PEM zijn en bij elkaar horen, de sleutel zonder wachtwoord."
                ))
        }
    }
}
