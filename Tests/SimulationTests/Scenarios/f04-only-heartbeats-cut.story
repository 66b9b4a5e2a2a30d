  10.00  WORLD        cut a from h1 h2 h3 for 30s
  14.13  a2           fences app1 in a
  14.33  a1           fences app1 in a
  14.42  controller1  a is isolated for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s73ms
                       - agent a2 not heard for 5s272ms
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  14.42  people       are paged: app1: active region a is isolated
  40.00  WORLD        over: cut a from h1 h2 h3 for 30s
  40.20  a1           lets app1 be written in a
  40.30  customers    write app1 in a again, after 26s without
  40.40  a2           lets app1 be written in a
  50.42  controller1  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  50.42  people       are told: resolved: app1: active region a is isolated

held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "active region a is isolated" between 13s and 25s
held    expect "fences app1 in a" between 12s and 20s
held    expect app1 is not written in b
held    expect app1 is written in a after 45s
held    expect app1 is served in the end by a
held    every rule of the safety contract
