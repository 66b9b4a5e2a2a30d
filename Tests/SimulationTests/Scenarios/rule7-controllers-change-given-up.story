   5.00  WORLD        order controllers add controller2 controller3
   5.00  controller1  controllers are controller1, controller2, controller3, together with controller1 until they are replaced by ada: other hosts
   5.00  WORLD        power off h2
   5.00  controller2  is gone
   5.00  WORLD        power off h3
   5.00  controller3  is gone
   5.00  ada          is told: controllers become controller1, controller2, controller3; holdfast controllers shows how far it is
   8.00  WORLD        order controllers cancel
   8.00  controller1  controllers are controller1 by ada: other hosts
   8.00  ada          is told: the change is given up; controllers are controller1
  35.00  WORLD        power off a
  35.00  a1           is gone
  35.00  a1           fences app1 in a
  35.00  a2           is gone
  35.00  a2           fences app1 in a
  40.41  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s79ms
                       - agent a2 not heard for 6s272ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  40.41  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  40.42  people       are paged: app1: active region a is failed
  51.71  controller1  votes for proposal 1 of app1
  51.72  controller1  epoch 2: app1 is active in b, by the votes of controller1
  51.72  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  51.72  controller1  app1-1: deploy begins, try 1 on b1
  51.72  b1           runs deploy for app1-1
  51.74  b1           has done deploy for app1-1
  51.74  controller1  app1-1: deploy succeeded
  51.74  controller1  app1-1: activate begins, try 1
  51.74  controller1  app1 activated under epoch 2
  51.74  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  51.74  controller1  app1-1: dns begins, try 1
  51.75  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  51.88  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  51.88  controller1  app1-1: smoke begins, try 1
  51.89  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  51.89  controller1  app1-1 ended, succeeded: every step is done
  51.89  people       are told: app1 runs in b (app1-1, succeeded)
  52.37  b2           lets app1 be written in b
  52.64  b1           lets app1 be written in b
  53.30  customers    1 acknowledged writes of 0s of app1 are not in b
  53.30  customers    write app1 in b again, after 18s500ms without

held    expect "together with controller1 until they are replaced" before 6s
held    expect "controllers are controller1 by ada" between 8s and 9s
held    expect app1 moves to b between 35s and 75s
held    expect app1 is served in the end by b
held    every rule of the safety contract
