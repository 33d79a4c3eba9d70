extension Kind {
    /// Every call that reading it may take, the list first.
    package var calls: [Call] {
        [list]
            + (attachments + rowAttachments).compactMap { attachment in
                switch attachment.source {
                case .each(let call, _, _), .batch(let call, _, _, _, _, _), .join(let call, _, _, _, _): call
                case .joinKind: nil
                }
            }
    }
}
