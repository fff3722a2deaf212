import BillingAPI
import BillingModel

/// A vendor's own system, which knows neither tags nor names of requests.
struct WithoutConditions: Transport {
    private let transport: any Transport

    init(_ transport: any Transport) {
        self.transport = transport
    }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        var request = request
        request.headers = []
        var response = try await transport.carry(request)
        response.headers.removeAll {
            ["etag", "idempotency-replayed", "balie-conditions"].contains($0.name.lowercased())
        }
        return response
    }
}

/// Carries out what it is sent, and loses the answers to some of it.
actor LosingTransport: Transport {
    private let transport: any Transport
    private let part: String
    private var isLosing = true

    /// - Parameter losing: What stands in the body of a request whose answer gets lost.
    init(_ transport: any Transport, losing part: String) {
        self.transport = transport
        self.part = part
    }

    func stop() { isLosing = false }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        let response = try await transport.carry(request)
        guard isLosing, String(decoding: request.body, as: UTF8.self).contains(part) else { return response }
        throw APIError(.unknownOutcome, LocalizedText("The line broke.", "De lijn viel weg."))
    }
}

/// A line that is cut before what it carries arrives.
actor CutTransport: Transport {
    private let transport: any Transport
    private let part: String
    private var isCut = true

    /// - Parameter cutting: What stands in the body of a request that gets lost.
    init(_ transport: any Transport, cutting part: String) {
        self.transport = transport
        self.part = part
    }

    func stop() { isCut = false }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        if isCut, String(decoding: request.body, as: UTF8.self).contains(part) {
            throw APIError(.unknownOutcome, LocalizedText("The line broke.", "De lijn viel weg."))
        }
        return try await transport.carry(request)
    }
}

/// A system that from some moment on turns away what it is asked, as one whose key was withdrawn.
actor WithdrawnKey: Transport {
    private let (transport, refusing): (any Transport, any Transport)
    private let part: String
    private var isWithdrawn = false

    /// - Parameter part: What stands in the body of a request that is turned away.
    init(_ transport: any Transport, then refusing: any Transport, for part: String) {
        (self.transport, self.refusing, self.part) = (transport, refusing, part)
    }

    func withdraw() { isWithdrawn = true }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        let isRefused = isWithdrawn && String(decoding: request.body, as: UTF8.self).contains(part)
        return try await (isRefused ? refusing : transport).carry(request)
    }
}
