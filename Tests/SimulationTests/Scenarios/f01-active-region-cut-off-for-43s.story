  10.00  WORLD        cut a from everything
  11.51  controller2  leads, term 2
  14.12  a2           fences app1 in a
  14.32  a1           fences app1 in a
  16.62  controller2  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 7s279ms
                       - agent a2 not heard for 7s481ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  16.62  controller2  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  16.63  controller3  votes for proposal 1 of app1
  16.63  people       are paged: app1: active region a is failed
  16.63  controller2  votes for proposal 1 of app1
  16.63  controller2  epoch 2: app1 is active in b, by the votes of controller2, controller3
  16.63  controller2  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  16.63  controller2  app1-1: deploy begins, try 1 on b1
  16.63  b1           runs deploy for app1-1
  16.72  b1           lets app1 be written in b
  16.93  b1           has done deploy for app1-1
  16.94  controller2  app1-1: deploy succeeded
  16.94  controller2  app1-1: activate begins, try 1
  16.94  controller2  app1 activated under epoch 2
  16.94  controller2  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  16.94  controller2  app1-1: dns begins, try 1
  16.95  controller2  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  17.07  controller2  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  17.07  controller2  app1-1: smoke begins, try 1
  17.08  controller2  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  17.08  controller2  app1-1 ended, succeeded: every step is done
  17.08  people       are told: app1 runs in b (app1-1, succeeded)
  17.30  customers    1 acknowledged writes of 0s of app1 are not in b
  17.30  customers    write app1 in b again, after 7s500ms without
  17.56  b2           lets app1 be written in b
  31.82  people       are paged: one more loss fences b
  53.00  WORLD        heal a
  53.01  people       are paged: nothing can be decided
  53.21  controller2  a is unreachable for app1
                       - 1 of 2 agents report
                       - agent a2 not heard for 44s81ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  54.22  people       are told: resolved: one more loss fences b
  54.51  people       are told: resolved: nothing can be decided
  64.11  controller2  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  64.12  people       are told: resolved: app1: active region a is failed

held    expect app1 stays in a until 14s
held    expect app1 moves to b between 14s and 25s
held    expect "fences app1 in a" between 14s and 18s
held    expect app1 is not written in a after 10s
held    expect app1 is written in b after 20s
held    expect app1 loses at most 5s
held    expect a page about "active region a is failed"
held    expect never "lets app1 be written in a"
held    expect app1 is served in the end by b
held    every rule of the safety contract
