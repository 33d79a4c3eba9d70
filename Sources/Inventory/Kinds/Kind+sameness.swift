extension Kind {
    /// Whether both list the same things: what one has read are rows of the other, too.
    package func hasSameItems(as other: Kind) -> Bool {
        isGlobal == other.isGlobal && list == other.list && items == other.items && rows == other.rows
    }

    /// Whether both make the same calls about these things: a document of the one lacks nothing that the other looks at.
    package func hasSameDocuments(as other: Kind) -> Bool {
        hasSameItems(as: other) && rowAttachments == other.rowAttachments
            && attachments.filter(\.isCalled) == other.attachments.filter(\.isCalled)
    }

    /// Whether both make the same rows of the same documents.
    package func hasSameRows(as other: Kind) -> Bool {
        hasSameDocuments(as: other) && attachments == other.attachments && id == other.id
            && idDigest == other.idDigest && arn == other.arn && displayName == other.displayName
            && state == other.state && created == other.created && tags == other.tags && endpoints == other.endpoints
            && columns == other.columns && usesPlace == other.usesPlace
    }
}

extension Kind.Attachment {
    /// Whether it stands in documents: rows of other kinds are joined when the snapshot is composed.
    fileprivate var isCalled: Bool {
        if case .joinKind = source { false } else { true }
    }
}
