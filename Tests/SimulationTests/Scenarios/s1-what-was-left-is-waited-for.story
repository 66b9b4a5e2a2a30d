   5.00  WORLD        restart controller1 within 2s
   5.35  controller1  is gone
   6.00  WORLD        cut a from everything
   7.35  controller1  starts
   7.39  controller1  leads, term 2
  12.58  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s200ms
                       - agent a2 not heard for 5s200ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  12.58  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  12.59  people       are paged: app1: active region a is failed
  34.14  a2           fences app1 in a
  34.33  a1           fences app1 in a
  40.02  controller1  votes for proposal 1 of app1
  40.03  controller1  epoch 2: app1 is active in b, by the votes of controller1
  40.03  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  40.03  controller1  app1-1: deploy begins, try 1 on b1
  40.03  b1           runs deploy for app1-1
  40.33  b1           has done deploy for app1-1
  40.34  controller1  app1-1: deploy succeeded
  40.34  controller1  app1-1: activate begins, try 1
  40.34  controller1  app1 activated under epoch 2
  40.34  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  40.34  controller1  app1-1: dns begins, try 1
  40.35  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  40.47  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  40.47  controller1  app1-1: smoke begins, try 1
  40.47  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  40.47  controller1  app1-1 ended, succeeded: every step is done
  40.48  people       are told: app1 runs in b (app1-1, succeeded)
  40.55  b2           lets app1 be written in b
  41.02  b1           lets app1 be written in b
  41.30  customers    1 acknowledged writes of 0s of app1 are not in b
  41.30  customers    write app1 in b again, after 35s500ms without

held    expect app1 is written in a
held    expect app1 stays in a until 36s
held    expect "fences app1 in a" between 34s and 40s
held    expect app1 moves to b between 38s and 50s
held    expect never "given up"
held    every rule of the safety contract
