  10.00  WORLD        cut a from b for 40s
  30.21  people       are paged: one more loss fences a
  50.00  WORLD        over: cut a from b for 40s
  51.41  people       are told: resolved: one more loss fences a

held    expect app1 stays in a
held    expect never "proposal"
held    expect never "leads"
held    expect app1 is served in the end by a
held    every rule of the safety contract
