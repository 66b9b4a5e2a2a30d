   5.00  WORLD        order controllers replace controller1 by controller4
   5.00  controller1  controllers are controller2, controller3, controller4, together with controller1, controller2, controller3 until they are replaced by ada: other hosts
   5.00  WORLD        kill the leader
   5.00  controller1  is gone
   5.00  ada          gets no answer
   6.84  controller4  leads, term 2
   9.00  controller1  starts
  11.52  controller4  controllers are controller2, controller3, controller4: nothing granted by controller1, controller2, controller3 alone is alive
  30.00  WORLD        power off a
  30.00  a1           is gone
  30.00  a1           fences app1 in a
  30.00  a2           is gone
  30.00  a2           fences app1 in a
  35.62  controller4  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s876ms
                       - agent a2 not heard for 6s496ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  35.62  controller4  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  35.62  people       are paged: app1: active region a is failed
  36.91  controller4  votes for proposal 1 of app1
  36.91  controller3  votes for proposal 1 of app1
  36.91  controller2  votes for proposal 1 of app1
  36.91  controller4  epoch 2: app1 is active in b, by the votes of controller2, controller3, controller4
  36.91  controller4  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  36.91  controller4  app1-1: deploy begins, try 1 on b1
  36.92  b1           runs deploy for app1-1
  37.22  b1           has done deploy for app1-1
  37.23  controller4  app1-1: deploy succeeded
  37.23  controller4  app1-1: activate begins, try 1
  37.23  controller4  app1 activated under epoch 2
  37.23  controller4  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  37.23  controller4  app1-1: dns begins, try 1
  37.24  controller4  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  37.36  controller4  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  37.36  controller4  app1-1: smoke begins, try 1
  37.37  controller4  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  37.37  controller4  app1-1 ended, succeeded: every step is done
  37.38  people       are told: app1 runs in b (app1-1, succeeded)
  37.38  b1           lets app1 be written in b
  37.58  b2           lets app1 be written in b
  38.30  customers    1 acknowledged writes of 0s of app1 are not in b
  38.30  customers    write app1 in b again, after 8s500ms without

held    expect "controllers are controller2, controller3, controller4, together with" before 6s
held    expect "controllers are controller2, controller3, controller4:" between 6s and 25s
held    expect app1 stays in a until 30s
held    expect never "fences app1 in a" before 29s
held    expect app1 moves to b between 30s and 50s
held    expect app1 is served in the end by b
held    every rule of the safety contract
