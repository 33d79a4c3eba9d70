import Document
import HTTPServer
import Inventory

extension WebApplication {
    /// What Find has found, as a page or as data.
    func find(_ address: FindAddress, _ format: Route.Format) -> HTTPResponse {
        if let fault = address.fault {
            var message = Message(status: 400, title: "Cannot be shown", words: VisibleText.cell(fault).text)
            message.ways = [Message.Way(text: "The first answers", route: .find(FindAddress(address.text), .html))]
            return answer(message, format)
        }
        let snapshot = snapshots.current
        let request = FindRequest(
            address.text, size: address.size ?? FindRequest.usualSize,
            after: address.next.flatMap { FindToken($0, of: address.text) }, now: site.now())
        let result = site.find(request, snapshot)
        switch format {
        case .html:
            let page = FindPage(site: site, snapshot: snapshot, address: address, result: result, now: request.now)
            return self.page("find", page.data())
        case .twin(let form):
            return Answer.data(type: form.mediaType, bytes(of: result, to: address.text, in: snapshot, as: form))
        }
    }

    private func bytes(
        of result: FindResult, to text: String, in snapshot: Snapshot, as form: TableFormat
    ) -> [UInt8] {
        if form == .jsonl {
            return result.answers.compactMap { $0.rowObject(in: snapshot) }
                .flatMap { Value.object($0).json() + [UInt8(ascii: "\n")] }
        }
        let document = Value.object(result.document(text: text, in: snapshot))
        return form == .yaml ? document.yaml() : document.json()
    }
}
