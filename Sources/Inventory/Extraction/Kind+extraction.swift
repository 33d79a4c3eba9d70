package import Document
import FoundationEssentials
import JMESPath

extension Kind {
    /// The normalized row that AWS's `row` becomes.
    ///
    /// - Shape: `row` has the attachments as `_name`; a path that is absent or of a wrong type gives null, never an error.
    ///   A row without an id gets `~` and a digest of its document for one, so that nothing AWS listed is lost.
    /// - Cost: one evaluation per expression; the document is written once as JSON, unless it is given.
    ///
    /// - Parameters:
    ///   - row: The document, and what is joined with it.
    ///   - context: Where it was read.
    ///   - document: What AWS said, where that is known already and `row` has more; nil for `row` itself.
    ///   - problems: What of it could not be read.
    /// - Returns: The row.
    package func resource(
        from row: Value, in context: RowContext, document: RawDocument? = nil, problems: [RowProblem] = []
    ) -> Resource {
        let raw = document ?? RawDocument(row)
        let row = usesPlace ? row.placed(in: context) : row
        let id = text(self.id, of: row) ?? digest(of: row) ?? raw.digestID
        let name = displayName.flatMap { text($0, of: row) } ?? id
        let tags = self.tags.map { Tag.read(value($0, of: row)) } ?? []
        var resource = Resource(
            key: ResourceKey(account: context.account, region: context.region, kind: self.name, id: id),
            name: name.isEmpty ? id : name,
            state: state.flatMap { text($0, of: row) },
            createdAt: created.flatMap { date($0, of: row) },
            endpoints: endpoints(of: row),
            tags: tags,
            columns: columns.map { $0.form.coerce(value($0.value, of: row), unit: $0.unit) },
            raw: raw,
            problems: problems
        )
        resource.arn = arn(of: row, id: id, name: name, columns: resource.columns, in: context)
        resource.stack = resource.tag("aws:cloudformation:stack-name")
        resource.environment = context.environments.environment(of: resource)
        return resource
    }

    /// Where to connect, each place once: an address may be told by several parts of an answer.
    private func endpoints(of row: Value) -> [Endpoint] {
        var seen: Set<Endpoint> = []
        return endpoints.flatMap { $0.endpoints(of: row) }.filter { seen.insert($0).inserted }
    }

    /// The digest that stands for an id the row has not got yet; nil when the kind declares none.
    private func digest(of row: Value) -> String? {
        guard !idDigest.isEmpty else { return nil }
        let parts = idDigest.map { text($0, of: row) ?? "" }
        return shortDigest(Array(parts.joined(separator: "\n").utf8))
    }

    private func arn(
        of row: Value, id: String, name: String, columns values: [Value], in context: RowContext
    ) -> String? {
        switch arn {
        case .none: return nil
        case .expression(let expression): return text(expression, of: row)
        case .format(let format):
            var places = ["partition": context.partition.name, "id": id, "name": name]
            places["region"] = context.region == CellKey.globalRegion ? "" : context.region
            places["account_id"] = context.accountID
            // Of what another account shares, the owner: format.places are few, and most formats name no column.
            for place in format.places where places[place] == nil {
                places[place] = column(place).flatMap { values[$0.index].string }
            }
            return format.filled(with: places)
        }
    }

    private func date(_ expression: JMESPath.Expression, of row: Value) -> Date? {
        Form.time.coerce(value(expression, of: row), unit: nil).string.flatMap(Timestamp.parse)
    }
}

extension Value {
    /// This row with the place it was read in.
    fileprivate func placed(in context: RowContext) -> Value {
        guard case .object(var document) = self else { return self }
        document["_place"] = context.place
        return .object(document)
    }
}

/// The value of `expression` for `row`; null where its functions refuse the arguments they find.
func value(_ expression: JMESPath.Expression, of row: Value) -> Value { (try? expression.evaluate(row)) ?? .null }

/// The value as text where it is a scalar with something in it, else nil.
func text(_ expression: JMESPath.Expression, of row: Value) -> String? {
    switch value(expression, of: row) {
    case .string(let text): text.isEmpty ? nil : text
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .bool(let flag): String(flag)
    case .null, .array, .object: nil
    }
}
