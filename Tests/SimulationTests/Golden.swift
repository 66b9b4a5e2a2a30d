import TestSupport

/// Stories and fingerprints, which a person reviews.
let golden = Golden()
