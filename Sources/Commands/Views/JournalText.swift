import Domain

/// Records of the journal as lines.
enum JournalText {
    static func lines(_ records: [JournalRecord], _ times: TimeText) -> [StyledText] {
        records.map { record in
            StyledText("\(record.position)", .faint) + "  " + StyledText(times.clock(record.at))
                + StyledText("  term \(record.term)  ", .faint) + StyledText(record.event.summary)
        }
    }
}
