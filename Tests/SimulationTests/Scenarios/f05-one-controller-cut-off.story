  10.00  WORLD        cut h1 from everything for 30s
  11.51  controller2  leads, term 2
  29.22  people       are paged: one more loss fences a
  40.00  WORLD        over: cut h1 from everything for 30s
  40.01  people       are paged: nothing can be decided
  41.12  people       are told: resolved: one more loss fences a
  42.01  people       are told: resolved: nothing can be decided

held    expect app1 stays in a
held    expect never "proposal"
held    expect "controller" before 20s
held    expect no page about "failed"
held    expect app1 is served in the end by a
held    every rule of the safety contract
