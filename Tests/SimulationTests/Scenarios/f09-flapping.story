   5.00  WORLD        break app1 in a for 3s
   8.00  WORLD        over: break app1 in a for 3s
   8.30  customers    write app1 in a again, after 3s500ms without
  12.00  WORLD        break app1 in a for 3s
  15.00  WORLD        over: break app1 in a for 3s
  15.30  customers    write app1 in a again, after 3s500ms without
  19.00  WORLD        break app1 in a for 3s
  19.71  controller1  a is degraded for app1
                       - 2 of 2 agents report
                       - agent a1: web down, 503
                       - agent a2: web down, 503
                       - b abstains: checks not decided
                       - c abstains: checks not decided
  19.72  people       are paged: app1: active region a is degraded
  22.00  WORLD        over: break app1 in a for 3s
  22.30  customers    write app1 in a again, after 3s500ms without
  26.00  WORLD        break app1 in a for 3s
  29.00  WORLD        over: break app1 in a for 3s
  29.30  customers    write app1 in a again, after 3s500ms without
  33.00  WORLD        break app1 in a for 3s
  36.00  WORLD        over: break app1 in a for 3s
  36.30  customers    write app1 in a again, after 3s500ms without
  40.00  WORLD        break app1 in a for 3s
  43.00  WORLD        over: break app1 in a for 3s
  43.30  customers    write app1 in a again, after 3s500ms without
  53.62  controller1  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  53.62  people       are told: resolved: app1: active region a is degraded

held    expect app1 stays in a
held    expect never "proposal"
held    expect a page about "active region a is degraded" between 10s and 30s
held    expect app1 is served in the end by a
held    every rule of the safety contract
