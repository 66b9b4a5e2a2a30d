import NIOCore
import Ports

// Where etcd demands users with passwords, a token stands for the password: every member takes it, until it ends after some
// minutes or the member restarts. Checking a password is slow by design (bcrypt), and many requests find at the same moment that
// their token has ended: one of them asks for another, and all wait for that.
extension EtcdClient {
    /// A member that checks the passwords of several controllers on a busy machine takes its time.
    private static let authenticationPatience = TimeAmount.seconds(5)

    /// Asks with the token, and once more with a new one where etcd no longer takes it.
    func authenticated<Answer: Sendable>(
        _ endpoint: String,
        _ body: (String?) async throws(EtcdFailure) -> Answer
    ) async throws(EtcdFailure) -> Answer {
        guard let account = settings.account else { return try await body(nil) }
        let token = try await token(of: account, at: endpoint, insteadOf: nil)
        do throws(EtcdFailure) {
            return try await body(token)
        } catch {
            guard case .tokenEnded = error else { throw error }
        }
        return try await body(try await self.token(of: account, at: endpoint, insteadOf: token))
    }

    /// The token is not used again, unless there is a newer one already.
    func forget(_ ended: String?) { state.withLock { if $0.token == ended { $0.token = nil } } }

    /// The token that is known, unless it is the one that has ended; else a new one.
    private func token(
        of account: EtcdSettings.Account,
        at endpoint: String,
        insteadOf ended: String?
    ) async throws(EtcdFailure) -> String {
        let source = state.withLock { state -> TokenSource in
            if let token = state.token, token != ended { return .known(token) }
            let renewal = state.renewals[endpoint] ?? Task { await self.renewToken(of: account, at: endpoint) }
            state.renewals[endpoint] = renewal
            return .renewal(renewal)
        }
        return switch source {
        case .known(let token): token
        case .renewal(let renewal): try await renewal.value.get()
        }
    }

    private func renewToken(of account: EtcdSettings.Account, at endpoint: String) async -> Result<String, EtcdFailure>
    {
        let result: Result<String, EtcdFailure>
        do throws(EtcdFailure) {
            result = .success(try await authenticate(account, at: endpoint))
        } catch {
            result = .failure(error)
        }
        state.withLock { state in
            state.renewals[endpoint] = nil
            if case .success(let token) = result { state.token = token }
        }
        return result
    }

    private func authenticate(
        _ account: EtcdSettings.Account,
        at endpoint: String
    ) async throws(EtcdFailure) -> String {
        let request = AuthenticateRequest(name: account.user, password: account.password.text)
        do throws(EtcdFailure) {
            let body = try Self.encode(request)
            let patience = max(patience, Self.authenticationPatience)
            let answer: AuthenticateResponse = try await ask(
                endpoint,
                "auth/authenticate",
                body,
                nil,
                patience: patience
            )
            guard let token = answer.token else { throw .notDone("\(endpoint) answers without a token") }
            return token
        } catch {
            switch error {
            // Whatever became of the question for a token, what the token is for was not done.
            case .notDone(let words), .unanswered(let words): throw .notDone(words)
            case .refused(let refusal):
                throw .refused(
                    PortError(refusal.code, "\(refusal.message); see to etcd.user and etcd.password_file")
                )
            case .tokenEnded, .leaseEnded, .tooLong: throw error
            }
        }
    }
}

/// The question for a token at one member; whoever needs one meanwhile waits for its answer.
typealias TokenRenewal = Task<Result<String, EtcdFailure>, Never>

private enum TokenSource {
    case known(String)
    case renewal(TokenRenewal)
}
