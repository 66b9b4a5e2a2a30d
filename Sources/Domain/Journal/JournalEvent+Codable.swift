/// An event is stored under its subject and its kind: `{"incident":{"noted":{…}}}`.
extension JournalEvent: Codable {
    private enum Subject: String, CodingKey {
        case controllers
        case agent
        case plan
        case freeze
        case failover
        case execution
        case question
        case incident
        case notification
        case dns
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Subject.self)
        guard let subject = fields.allKeys.first, fields.allKeys.count == 1 else {
            let context = DecodingError.Context(
                codingPath: fields.codingPath,
                debugDescription: "an event has one subject"
            )
            throw DecodingError.typeMismatch(JournalEvent.self, context)
        }
        func event<Event: Decodable>() throws -> Event { try fields.decode(Event.self, forKey: subject) }
        self =
            switch subject {
            case .controllers: .controllers(try event())
            case .agent: .agent(try event())
            case .plan: .plan(try event())
            case .freeze: .freeze(try event())
            case .failover: .failover(try event())
            case .execution: .execution(try event())
            case .question: .question(try event())
            case .incident: .incident(try event())
            case .notification: .notification(try event())
            case .dns: .dns(try event())
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Subject.self)
        switch self {
        case .controllers(let event): try fields.encode(event, forKey: .controllers)
        case .agent(let event): try fields.encode(event, forKey: .agent)
        case .plan(let event): try fields.encode(event, forKey: .plan)
        case .freeze(let event): try fields.encode(event, forKey: .freeze)
        case .failover(let event): try fields.encode(event, forKey: .failover)
        case .execution(let event): try fields.encode(event, forKey: .execution)
        case .question(let event): try fields.encode(event, forKey: .question)
        case .incident(let event): try fields.encode(event, forKey: .incident)
        case .notification(let event): try fields.encode(event, forKey: .notification)
        case .dns(let event): try fields.encode(event, forKey: .dns)
        }
    }
}
