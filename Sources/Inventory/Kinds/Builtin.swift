/// The columns that every kind has.
package enum Builtin: String, Sendable, CaseIterable {
    case kind, account, region, name, id, arn, state, endpoint, endpoints, created_at, age, env, stack, tags

    package var title: String {
        switch self {
        case .kind: "Kind"
        case .account: "Account"
        case .region: "Region"
        case .name: "Name"
        case .id: "ID"
        case .arn: "ARN"
        case .state: "State"
        case .endpoint: "Endpoint"
        case .endpoints: "Endpoints"
        case .created_at: "Created"
        case .age: "Age"
        case .env: "Environment"
        case .stack: "Stack"
        case .tags: "Tags"
        }
    }

    package var help: String {
        switch self {
        case .kind: "What kind of resource the row is."
        case .account: "The account's name in the configuration."
        case .region: "The AWS region, or global."
        case .name: "The name people gave it, or its id."
        case .id: "The id by which AWS and this page know it."
        case .arn: "The Amazon Resource Name."
        case .state: "The state as AWS words it."
        case .endpoint: "Where to connect: host and port of the first endpoint."
        case .endpoints: "Every endpoint with its role."
        case .created_at: "When it was created, UTC."
        case .age: "How long ago it was created."
        case .env: "The environment that the configuration's rules give it."
        case .stack: "The CloudFormation stack that made it."
        case .tags: "Its tags."
        }
    }

    package var form: Form {
        switch self {
        case .kind, .account, .region, .env: .text
        case .stack: .link(to: "cloudformation")
        case .name: .text
        case .id, .arn: .id
        case .state: .state
        case .endpoint: .endpoint
        case .endpoints, .tags: .json
        case .created_at: .time
        case .age: .age
        }
    }
}
