  10.00  WORLD        cut a from b c customers for 30s
  16.61  controller1  a is unreachable for app1
                       - 2 of 2 agents report
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  16.61  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict unreachable
  16.62  people       are paged: app1: active region a is unreachable
  17.13  a2           fences app1 in a
  17.34  a1           fences app1 in a
  17.34  controller2  votes for proposal 1 of app1
  17.34  controller3  votes for proposal 1 of app1
  17.34  controller1  votes for proposal 1 of app1
  17.35  controller1  epoch 2: app1 is active in b, by the votes of controller2, controller3
  17.35  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  17.35  controller1  app1-1: deploy begins, try 1 on b1
  17.35  b1           runs deploy for app1-1
  17.56  b2           lets app1 be written in b
  17.65  b1           has done deploy for app1-1
  17.66  controller1  app1-1: deploy succeeded
  17.66  controller1  app1-1: activate begins, try 1
  17.66  controller1  app1 activated under epoch 2
  17.66  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  17.66  controller1  app1-1: dns begins, try 1
  17.67  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  17.72  b1           lets app1 be written in b
  17.78  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  17.78  controller1  app1-1: smoke begins, try 1
  17.79  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  17.79  controller1  app1-1 ended, succeeded: every step is done
  17.80  people       are told: app1 runs in b (app1-1, succeeded)
  20.30  customers    1 acknowledged writes of 0s of app1 are not in b
  20.30  customers    write app1 in b again, after 10s500ms without
  40.00  WORLD        over: cut a from b c customers for 30s
  51.41  controller1  a is healthy for app1
                       - 2 of 2 agents report
                       - b votes up: 2 of 2 agents see it up
                       - c votes up: 2 of 2 agents see it up
  51.42  people       are told: resolved: app1: active region a is unreachable

held    expect "a is unreachable for app1" between 13s and 20s
held    expect app1 moves to b between 13s and 22s
held    expect "fences app1 in a" between 13s and 22s
held    expect app1 is not written in a after 10s
held    expect app1 is served in the end by b
held    every rule of the safety contract
