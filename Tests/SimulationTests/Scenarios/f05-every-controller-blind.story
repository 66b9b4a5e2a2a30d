  10.00  WORLD        cut h1 from a b c for 40s
  10.00  WORLD        cut h2 from a b c for 40s
  10.00  WORLD        cut h3 from a b c for 40s
  14.13  a2           fences app1 in a
  14.33  a1           fences app1 in a
  20.11  people       are paged: no region is judged: too few agents are heard
  50.00  WORLD        over: cut h1 from a b c for 40s
  50.00  WORLD        over: cut h2 from a b c for 40s
  50.00  WORLD        over: cut h3 from a b c for 40s
  50.10  a1           lets app1 be written in a
  50.27  a2           lets app1 be written in a
  50.30  customers    write app1 in a again, after 36s without
  50.41  people       are told: resolved: no region is judged: too few agents are heard

held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "no region is judged" between 15s and 30s
held    expect no page about "unknown"
held    expect app1 is served in the end by a
held    every rule of the safety contract
