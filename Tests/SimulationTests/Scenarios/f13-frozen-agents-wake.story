   5.00  WORLD        cut a from everything for 30s
   6.00  WORLD        freeze every agent of a for 25s
   6.45  controller3  leads, term 2
   6.90  a1           is gone
   6.95  a2           is gone
   7.00  a2           starts
   7.90  a1           starts
   9.14  a2           fences app1 in a
   9.82  a1           fences app1 in a
  11.52  controller3  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 7s181ms
                       - agent a2 not heard for 7s380ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  11.52  controller3  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  11.52  controller3  votes for proposal 1 of app1
  11.52  people       are paged: app1: active region a is failed
  11.53  controller2  votes for proposal 1 of app1
  11.54  controller3  epoch 2: app1 is active in b, by the votes of controller2, controller3
  11.54  controller3  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.54  controller3  app1-1: deploy begins, try 1 on b1
  11.54  b1           runs deploy for app1-1
  11.71  b1           lets app1 be written in b
  11.84  b1           has done deploy for app1-1
  11.84  controller3  app1-1: deploy succeeded
  11.84  controller3  app1-1: activate begins, try 1
  11.84  controller3  app1 activated under epoch 2
  11.84  controller3  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  11.84  controller3  app1-1: dns begins, try 1
  11.85  controller3  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  11.97  controller3  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  11.97  controller3  app1-1: smoke begins, try 1
  11.98  controller3  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  11.98  controller3  app1-1 ended, succeeded: every step is done
  11.99  people       are told: app1 runs in b (app1-1, succeeded)
  12.50  b2           lets app1 be written in b
  14.30  customers    1 acknowledged writes of 0s of app1 are not in b
  14.30  customers    write app1 in b again, after 9s500ms without
  26.82  people       are paged: one more loss fences b
  31.00  WORLD        over: freeze every agent of a for 25s
  35.00  WORLD        over: cut a from everything for 30s
  35.01  people       are paged: nothing can be decided
  35.12  controller3  a is unreachable for app1
                       - 1 of 2 agents report
                       - agent a2 not heard for 30s980ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  36.31  people       are told: resolved: one more loss fences b
  37.01  people       are told: resolved: nothing can be decided
  46.11  controller3  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  46.12  people       are told: resolved: app1: active region a is failed

held    expect app1 moves to b between 9s and 25s
held    expect app1 is not written in a after 10s
held    expect never "lets app1 be written in a"
held    expect app1 is served in the end by b
held    every rule of the safety contract
