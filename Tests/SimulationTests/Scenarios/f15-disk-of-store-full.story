   5.00  WORLD        fill the disk of the store for 30s
  35.00  WORLD        over: fill the disk of the store for 30s
  35.01  people       are paged: nothing can be decided
  35.01  people       are paged: nothing can be decided
  35.01  people       are paged: nothing can be decided
  35.28  controller3  leads, term 2
  35.31  people       are told: resolved: nothing can be decided
  35.31  people       are told: resolved: nothing can be decided
  35.51  people       are told: resolved: nothing can be decided

held    expect nothing is journalled between 6s and 34s
held    expect app1 stays in a
held    expect never "fences"
held    expect app1 is served in the end by a
held    every rule of the safety contract
