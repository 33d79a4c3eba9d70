package import Document
package import HTTPTransport

extension ServiceModel {
    /// What the AWS command line prints for `response` to `operation`, as one page.
    ///
    /// - Shape: secrets are withheld as everywhere; members that the model does not know are left out.
    /// - Throws: `APIError` (`badResponse`) for a body that is not what the operation answers.
    package func printed(_ operation: Operation, _ response: HTTPResponse) throws(APIError) -> WireAnswer<Value> {
        switch try speaking(asIn: response).answer(to: operation, response, reading: .printed) {
        case .output(let output, let requestID):
            return .output(CommandLineForm(operation, of: self).page(output), requestID: requestID)
        case .fault(let fault): return .fault(fault)
        }
    }

    /// This model in the protocol of an answer: some services speak JSON to some clients and XML to others.
    private func speaking(asIn response: HTTPResponse) -> ServiceModel {
        var model = self
        switch (wireProtocol, response.body.first { $0 > 0x20 }) {
        case (.json, UInt8(ascii: "<")): model.wireProtocol = .query
        case (.query, UInt8(ascii: "{")): model.wireProtocol = .json
        default: break
        }
        return model
    }
}
