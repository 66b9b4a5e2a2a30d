   5.00  WORLD        stop the store for 45s
  35.01  people       are paged: nothing can be decided
  35.01  people       are paged: nothing can be decided
  35.01  people       are paged: nothing can be decided
  40.00  WORLD        power off a
  40.00  a1           is gone
  40.00  a1           fences app1 in a
  40.00  a2           is gone
  40.00  a2           fences app1 in a
  50.00  WORLD        over: stop the store for 45s
  50.46  controller2  leads, term 2
  50.46  controller2  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 11s76ms
                       - agent a2 not heard for 11s277ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  50.46  controller2  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  50.47  people       are paged: app1: active region a is failed
  50.47  controller2  votes for proposal 1 of app1
  50.48  controller3  votes for proposal 1 of app1
  50.49  controller2  epoch 2: app1 is active in b, by the votes of controller2, controller3
  50.49  controller2  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  50.49  controller2  app1-1: deploy begins, try 1 on b1
  50.50  b1           runs deploy for app1-1
  50.51  people       are told: resolved: nothing can be decided
  50.51  people       are told: resolved: nothing can be decided
  50.64  b1           lets app1 be written in b
  50.80  b1           has done deploy for app1-1
  50.80  controller2  app1-1: deploy succeeded
  50.80  controller2  app1-1: activate begins, try 1
  50.80  controller2  app1 activated under epoch 2
  50.80  controller2  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  50.80  controller2  app1-1: dns begins, try 1
  50.81  controller2  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  50.93  controller2  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  50.93  controller2  app1-1: smoke begins, try 1
  50.94  controller2  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  50.94  controller2  app1-1 ended, succeeded: every step is done
  50.95  people       are told: app1 runs in b (app1-1, succeeded)
  51.01  people       are told: resolved: nothing can be decided
  51.37  b2           lets app1 be written in b
  53.30  customers    1 acknowledged writes of 0s of app1 are not in b
  53.30  customers    write app1 in b again, after 13s500ms without

held    expect a page about "nothing can be decided" between 34s and 38s
held    expect app1 stays in a until 50s
held    expect never "lets app1 be written in b" before 50s
held    expect "resolved: nothing can be decided" between 50s and 60s
held    expect app1 moves to b after 50s
held    expect app1 is served in the end by b
held    every rule of the safety contract
