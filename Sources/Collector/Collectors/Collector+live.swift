import AWS
import Document
import FoundationEssentials
package import Inventory

extension Collector: LiveReading {
    /// How long someone waits for a template.
    static let templateDeadline = Duration.seconds(10)
    /// Templates fetched at once; more are turned away.
    static let templatesAtOnce = 4

    package nonisolated func looked(at cells: [CellKey]) {
        Task { await self.look(cells) }
    }

    private func look(_ keys: [CellKey]) { hasten(planner.look(at: keys, now: pacing.steady())) }

    /// Shows that cells are read sooner than they said.
    func hasten(_ sooner: [(cell: CellKey, next: Planner.Schedule)]) {
        guard !sooner.isEmpty else { return }
        for (key, next) in sooner {
            cells.update(key) {
                $0.nextTry = pacing.wall(next.due)
                $0.asksEvery = next.every
            }
        }
        changed()
    }

    package func template(account: String, region: String, stack: String) async throws(CellError) -> String {
        let key = ResourceKey(account: account, region: region, kind: "cloudformation", id: stack)
        if let task = templates[key] { return try await task.value.get() }
        let now = pacing.now()
        guard templates.count < Self.templatesAtOnce else {
            throw CellError(
                code: .throttled, message: "\(Self.templatesAtOnce) templates are being fetched; try again in a moment",
                since: now)
        }
        let call = APICall(
            OperationName(service: "cloudformation", operation: "GetTemplate"),
            input: ["StackName": .string(stack), "TemplateStage": "Original"], account: account, region: region,
            deadline: pacing.instant() + Self.templateDeadline)
        let task = Task { [client] () -> Result<String, CellError> in
            do throws(APIError) {
                return .success(try Self.templateText(try await client.call(call).output))
            } catch {
                return .failure(CellError(error, since: now))
            }
        }
        templates[key] = task
        let result = await task.value
        templates[key] = nil
        return try result.get()
    }

    /// The body as it was written; a body that arrives as a document is written as JSON.
    ///
    /// - Throws: `APIError` (`badResponse`) for an answer without one: no stack is without a template.
    private static func templateText(_ output: Value) throws(APIError) -> String {
        switch output["TemplateBody"] {
        case .string(let text)?: text
        case let document?: String(decoding: document.json(pretty: true), as: UTF8.self)
        case nil: throw APIError(.badResponse, "cloudformation:GetTemplate gives no template")
        }
    }
}
