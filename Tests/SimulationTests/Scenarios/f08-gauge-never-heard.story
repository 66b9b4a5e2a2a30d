   5.00  WORLD        stop the gauge of app1 in b
   6.00  WORLD        stall app1 to b
  10.00  WORLD        kill every controller
  10.00  controller1  is gone
  10.00  controller2  is gone
  10.00  controller3  is gone
  10.05  controller2  starts
  11.00  controller1  starts
  11.02  controller1  leads, term 2
  14.00  controller3  starts
  40.00  WORLD        power off a
  40.00  a1           is gone
  40.00  a1           fences app1 in a
  40.00  a2           is gone
  40.00  a2           fences app1 in a
  45.42  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s234ms
                       - agent a2 not heard for 6s284ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  45.42  controller1  failover of app1 to b held: dataLoss: nobody knows what would be lost: check ready has not said how far b is behind (accept it with --override unknown-loss)
  45.42  people       are paged: app1: active region a is failed
  45.42  people       are paged: app1: failover held
  60.00  WORLD        order failover of app1 to b accepting 2m
  60.00  ada          is told: denied: dataLoss: nobody knows what would be lost: check ready has not said how far b is behind (accept it with --override unknown-loss)
  65.00  WORLD        order failover of app1 to b accepting unknown loss
  65.00  controller1  proposal 1: app1 from a to b, failover by ada: as ordered
  65.00  ada          is told: moving app1 to b
  65.00  controller3  votes for proposal 1 of app1
  65.00  controller2  votes for proposal 1 of app1
  65.00  controller1  votes for proposal 1 of app1
  65.01  controller1  epoch 2: app1 is active in b, by the votes of controller2, controller3
  65.01  controller1  app1-1: runbook region-failure begins (manual, a to b, epoch 2)
  65.01  controller1  app1-1: deploy begins, try 1 on b1
  65.02  b1           runs deploy for app1-1
  65.37  b2           lets app1 be written in b
  65.63  b1           lets app1 be written in b
  67.02  b1           has done deploy for app1-1
  67.02  controller1  app1-1: deploy succeeded
  67.02  controller1  app1-1: activate begins, try 1
  67.02  controller1  app1 activated under epoch 2
  67.02  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  67.02  controller1  app1-1: dns begins, try 1
  67.04  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  67.15  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  67.15  controller1  app1-1: smoke begins, try 1
  67.16  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  67.16  controller1  app1-1 ended, succeeded: every step is done
  67.17  people       are told: app1 runs in b (app1-1, succeeded)
  68.30  customers    69 acknowledged writes of 34s of app1 are not in b
  68.30  customers    write app1 in b again, after 28s500ms without
  82.21  people       are paged: app1: the loss of b would cost 44s77ms of writes now; the objective is 20s

held    expect app1 stays in a until 64s
held    expect "held: dataLoss: nobody knows what would be lost" between 44s and 55s
held    expect a page about "nobody knows what would be lost"
held    expect "denied: dataLoss" between 59s and 61s
held    expect app1 moves to b between 65s and 70s
held    expect app1 is served in the end by b
held    every rule of the safety contract
