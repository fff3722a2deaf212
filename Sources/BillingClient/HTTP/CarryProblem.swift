import AsyncHTTPClient
import BillingAPI
import BillingModel
import NIOCore
import Foundation
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why a request has no answer.
enum CarryProblem: Error {
    case unknownHost
    case refused
    case noConnection(String)
    case untrusted(CertificateProblem)
    case noTLS
    case proxy(String)
    case connectTimeout
    case noAnswer
    case cancelled
    case closed
    case redirect(status: Int, to: String)
    case tooLong
    case endlessHead
    case garbled

    /// What it is of a connection that had taken the request: it stood, and then broke.
    var afterSending: CarryProblem {
        switch self {
        case .refused, .noConnection, .connectTimeout: .closed
        default: self
        }
    }

    init(_ error: any Error, _ settings: HTTPSettings, _ tls: TLSConfiguration?, hasLeft: Bool) async {
        switch error {
        case is CancellationError: self = .cancelled
        case let error as HTTPClientError: self = Self(error)
        case let error as NIOConnectionError: self = Self(error)
        case let error as IOError: self = Self(error)
        case let error as ChannelError: self = Self(error)
        case HTTPParserError.invalidEOFState: self = .closed
        case HTTPParserError.headerOverflow: self = .endlessHead
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .untrusted(.wrongHost)
        case is NIOSSLError where hasLeft, is BoringSSLError where hasLeft: self = .closed
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            let problem = await CertificateProblem.found(at: settings, tls)
            self = problem.map { .untrusted($0) } ?? .noTLS
        default: self = .garbled
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout: self = .connectTimeout
        case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: self = .noAnswer
        case .cancelled, .requestStreamCancelled: self = .cancelled
        case .remoteConnectionClosed, .uncleanShutdown: self = .closed
        case .proxyAuthenticationRequired, .invalidProxyResponse, .httpProxyHandshakeTimeout:
            self = .proxy(error.shortDescription)
        default: self = .garbled
        }
    }

    private init(_ error: NIOConnectionError) {
        guard let failure = error.connectionErrors.last?.error else {
            self = .unknownHost
            return
        }
        switch failure {
        case let failure as IOError: self = Self(failure)
        case let failure as ChannelError: self = Self(failure)
        default: self = .noConnection(String(describing: type(of: failure)))
        }
    }

    private init(_ error: IOError) {
        switch error.errnoCode {
        case ECONNREFUSED: self = .refused
        case ECONNRESET, EPIPE: self = .closed
        case ETIMEDOUT: self = .connectTimeout
        default: self = .noConnection(String(cString: strerror(error.errnoCode)))
        }
    }

    private init(_ error: ChannelError) {
        if case .connectTimeout = error { self = .connectTimeout } else { self = .closed }
    }
}
