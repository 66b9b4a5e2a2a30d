import TestSupport

/// What people see, which a person reviews.
let golden = Golden(below: "../Golden")
