   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
   8.00  WORLD        order unreadable plan of app1
   8.00  ada          is told: the plan has errors:

  10.42  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s73ms
                       - agent a2 not heard for 6s273ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.42  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  10.42  people       are paged: app1: active region a is failed
  11.51  controller1  votes for proposal 1 of app1
  11.51  controller3  votes for proposal 1 of app1
  11.51  controller2  votes for proposal 1 of app1
  11.51  controller1  epoch 2: app1 is active in b, by the votes of controller1, controller3
  11.51  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.51  controller1  app1-1: deploy begins, try 1 on b1
  11.52  b1           runs deploy for app1-1
  11.64  b1           lets app1 be written in b
  11.82  b1           has done deploy for app1-1
  11.83  controller1  app1-1: deploy succeeded
  11.83  controller1  app1-1: activate begins, try 1
  11.83  controller1  app1 activated under epoch 2
  11.83  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  11.83  controller1  app1-1: dns begins, try 1
  11.85  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  11.96  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  11.96  controller1  app1-1: smoke begins, try 1
  11.97  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  11.97  controller1  app1-1 ended, succeeded: every step is done
  11.98  people       are told: app1 runs in b (app1-1, succeeded)
  12.37  b2           lets app1 be written in b
  14.30  customers    1 acknowledged writes of 0s of app1 are not in b
  14.30  customers    write app1 in b again, after 9s500ms without

held    expect "ada          is told" between 8s and 9s
held    expect never "version 2"
held    expect app1 moves to b between 9s and 20s
held    expect app1 is served in the end by b
held    every rule of the safety contract
