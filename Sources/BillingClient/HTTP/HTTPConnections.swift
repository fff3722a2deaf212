import AsyncHTTPClient
import NIOCore
import Synchronization

/// The process's connections, started with the first request and shared by everything that sends.
public enum HTTPConnections {
    private struct Way: Hashable {
        var proxy: ProxyChoice
        var connectTimeout: Duration
        var keeping: Duration
    }

    private static let clients = Mutex<[Way: HTTPClient]>([:])

    /// Closes every connection; for the end of the process.
    public static func shutDown() async {
        let open = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        for client in open { try? await client.shutdown() }
    }

    /// - Parameter keeping: How long connections are kept that nothing goes over.
    static func client(for settings: HTTPSettings, keeping: Duration) -> HTTPClient {
        let way = Way(proxy: settings.proxy, connectTimeout: settings.connectTimeout, keeping: keeping)
        return clients.withLock { clients in
            if let client = clients[way] { return client }
            let client = HTTPClient(eventLoopGroupProvider: .shared(loop), configuration: configuration(way))
            clients[way] = client
            return client
        }
    }

    /// On one loop the connection is taken that has been idle for the shortest time.
    private static let loop = HTTPClient.defaultEventLoopGroup.next()

    private static func configuration(_ way: Way) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = TimeAmount(way.connectTimeout)
        configuration.httpVersion = .http1Only
        // A failed connection is the answer; trying on until the deadline would only keep it from staff.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = TimeAmount(way.keeping)
        configuration.http1_1ConnectionDebugInitializer = { AnswerHead.limit(on: $0) }
        if case .proxy(let host, let port, let user, let password) = way.proxy {
            configuration.proxy = .server(
                host: host, port: port,
                authorization: user.isEmpty ? nil : .basic(username: user, password: password))
        }
        return configuration
    }
}
