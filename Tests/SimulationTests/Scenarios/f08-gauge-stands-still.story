   5.00  WORLD        stop the gauge of app1 in b
   6.00  WORLD        stall app1 to b
  35.00  WORLD        power off a
  35.00  a1           is gone
  35.00  a1           fences app1 in a
  35.00  a2           is gone
  35.00  a2           fences app1 in a
  39.91  people       are paged: app1: the loss of a would cost 35s605ms of writes now; the objective is 20s
  40.42  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s73ms
                       - agent a2 not heard for 6s272ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  40.42  controller1  failover of app1 to b held: dataLoss: would lose 43s255ms of writes, from a sample 35s719ms old; the objective is 20s (accept it with --accept-loss)
  40.42  people       are paged: app1: active region a is failed
  40.42  people       are paged: app1: failover held

held    expect app1 stays in a
held    expect "held: dataLoss: would lose" between 39s and 50s
held    expect a page about "from a sample"
held    expect never "proposal"
held    every rule of the safety contract
