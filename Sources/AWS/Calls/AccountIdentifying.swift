/// Whoever can tell to whom an account's credentials belong.
package protocol AccountIdentifying: Sendable {
    /// Asks STS who the caller is; the answer is kept.
    ///
    /// - Throws: `APIError`, `accountMismatch` when the configuration expects another account.
    func identity(of account: String) async throws(APIError) -> CallerIdentity
}
