   5.00  WORLD        restart controller1 within 8s
   5.36  controller1  is gone
   5.43  controller3  leads, term 2
  13.36  controller1  starts
  25.00  WORLD        restart controller2 within 8s
  25.50  controller2  is gone
  33.50  controller2  starts
  45.00  WORLD        restart controller3 within 8s
  45.16  controller2  leads, term 3
  45.71  controller3  is gone
  53.71  controller3  starts
  72.00  WORLD        power off a
  72.00  a1           is gone
  72.00  a1           fences app1 in a
  72.00  a2           is gone
  72.00  a2           fences app1 in a
  72.00  controller1  is gone
  77.43  controller2  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s438ms
                       - agent a2 not heard for 5s496ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  77.43  controller2  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  77.44  people       are paged: app1: active region a is failed
  79.12  controller3  votes for proposal 1 of app1
  79.13  controller2  votes for proposal 1 of app1
  79.14  controller2  epoch 2: app1 is active in b, by the votes of controller2, controller3
  79.14  controller2  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  79.14  controller2  app1-1: deploy begins, try 1 on b1
  79.14  b1           runs deploy for app1-1
  79.37  b2           lets app1 be written in b
  79.44  b1           has done deploy for app1-1
  79.44  controller2  app1-1: deploy succeeded
  79.44  controller2  app1-1: activate begins, try 1
  79.44  controller2  app1 activated under epoch 2
  79.44  controller2  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  79.44  controller2  app1-1: dns begins, try 1
  79.45  controller2  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  79.57  controller2  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  79.57  controller2  app1-1: smoke begins, try 1
  79.58  controller2  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  79.58  controller2  app1-1 ended, succeeded: every step is done
  79.59  people       are told: app1 runs in b (app1-1, succeeded)
  79.63  b1           lets app1 be written in b
  80.30  customers    1 acknowledged writes of 0s of app1 are not in b
  80.30  customers    write app1 in b again, after 8s500ms without

held    expect never "fences" before 71s
held    expect app1 is written in a
held    expect app1 stays in a until 72s
held    expect app1 moves to b between 76s and 86s
held    every rule of the safety contract
