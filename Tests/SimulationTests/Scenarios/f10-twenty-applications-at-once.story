   5.00  WORLD        power off a
   5.00  a1           is gone
   5.00  a1           fences app1 in a
   5.00  a1           fences app2 in a
   5.00  a1           fences app3 in a
   5.00  a1           fences app4 in a
   5.00  a1           fences app5 in a
   5.00  a1           fences app6 in a
   5.00  a1           fences app7 in a
   5.00  a1           fences app8 in a
   5.00  a1           fences app9 in a
   5.00  a1           fences app10 in a
   5.00  a1           fences app11 in a
   5.00  a1           fences app12 in a
   5.00  a1           fences app13 in a
   5.00  a1           fences app14 in a
   5.00  a1           fences app15 in a
   5.00  a1           fences app16 in a
   5.00  a1           fences app17 in a
   5.00  a1           fences app18 in a
   5.00  a1           fences app19 in a
   5.00  a1           fences app20 in a
   5.00  a2           is gone
   5.00  a2           fences app1 in a
   5.00  a2           fences app2 in a
   5.00  a2           fences app3 in a
   5.00  a2           fences app4 in a
   5.00  a2           fences app5 in a
   5.00  a2           fences app6 in a
   5.00  a2           fences app7 in a
   5.00  a2           fences app8 in a
   5.00  a2           fences app9 in a
   5.00  a2           fences app10 in a
   5.00  a2           fences app11 in a
   5.00  a2           fences app12 in a
   5.00  a2           fences app13 in a
   5.00  a2           fences app14 in a
   5.00  a2           fences app15 in a
   5.00  a2           fences app16 in a
   5.00  a2           fences app17 in a
   5.00  a2           fences app18 in a
   5.00  a2           fences app19 in a
   5.00  a2           fences app20 in a
  10.11  controller1  a is failed for app12
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s607ms
                       - agent a2 not heard for 5s952ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.11  controller1  a is failed for app8
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s607ms
                       - agent a2 not heard for 5s952ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.11  controller1  failover of app8 to b held: simultaneousFailovers: 0 applications are being moved, places are kept for app1, app2, app3, app4, app5, and 5 may be at once
  10.11  controller1  failover of app12 to b held: simultaneousFailovers: 0 applications are being moved, places are kept for app1, app2, app3, app4, app5, and 5 may be at once
  10.21  controller1  a is failed for app10
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s707ms
                       - agent a2 not heard for 6s52ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.21  controller1  a is failed for app13
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s707ms
                       - agent a2 not heard for 6s52ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.21  controller1  a is failed for app2
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s707ms
                       - agent a2 not heard for 6s52ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.21  controller1  a is failed for app4
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s707ms
                       - agent a2 not heard for 6s52ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.21  controller1  proposal 1: app2 from a to b, scenario region-failure on verdict failed
  10.21  controller1  proposal 1: app4 from a to b, scenario region-failure on verdict failed
  10.21  controller1  failover of app10 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app7, and 5 may be at once
  10.21  controller1  failover of app13 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app7, and 5 may be at once
  10.31  controller1  a is failed for app15
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s807ms
                       - agent a2 not heard for 6s152ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.31  controller1  a is failed for app16
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s807ms
                       - agent a2 not heard for 6s152ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.31  controller1  a is failed for app17
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s807ms
                       - agent a2 not heard for 6s152ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.31  controller1  a is failed for app19
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s807ms
                       - agent a2 not heard for 6s152ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.31  controller1  a is failed for app7
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s807ms
                       - agent a2 not heard for 6s152ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.31  controller1  failover of app7 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, and 5 may be at once
  10.31  controller1  failover of app15 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app9, and 5 may be at once
  10.31  controller1  failover of app16 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app9, and 5 may be at once
  10.31  controller1  failover of app17 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app9, and 5 may be at once
  10.31  controller1  failover of app19 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app6, app9, and 5 may be at once
  10.41  controller1  a is failed for app11
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s907ms
                       - agent a2 not heard for 6s252ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.41  controller1  a is failed for app14
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s907ms
                       - agent a2 not heard for 6s252ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.41  controller1  a is failed for app18
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s907ms
                       - agent a2 not heard for 6s252ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.41  controller1  a is failed for app6
                       - 0 of 2 agents report
                       - agent a1 not heard for 5s907ms
                       - agent a2 not heard for 6s252ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.41  controller1  failover of app6 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, and 5 may be at once
  10.41  controller1  failover of app11 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app9, and 5 may be at once
  10.41  controller1  failover of app14 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app9, and 5 may be at once
  10.41  controller1  failover of app18 to b held: simultaneousFailovers: 2 applications are being moved, places are kept for app1, app3, app5, app9, and 5 may be at once
  10.51  controller1  a is failed for app1
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s7ms
                       - agent a2 not heard for 6s352ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.51  controller1  a is failed for app20
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s7ms
                       - agent a2 not heard for 6s352ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.51  controller1  a is failed for app3
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s7ms
                       - agent a2 not heard for 6s352ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.51  controller1  proposal 1: app1 from a to b, scenario region-failure on verdict failed
  10.51  controller1  proposal 1: app3 from a to b, scenario region-failure on verdict failed
  10.51  controller1  failover of app20 to b held: simultaneousFailovers: 4 applications are being moved, places are kept for app5, app9, and 5 may be at once
  10.61  controller1  a is failed for app5
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s107ms
                       - agent a2 not heard for 6s452ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.61  controller1  proposal 1: app5 from a to b, scenario region-failure on verdict failed
  10.71  controller1  a is failed for app9
                       - 0 of 2 agents report
                       - agent a1 not heard for 6s207ms
                       - agent a2 not heard for 6s552ms
                       - b votes down: 2 of 2 agents see it down
                       - c votes down: 2 of 2 agents see it down
  10.71  controller1  failover of app9 to b held: simultaneousFailovers: 5 applications are being moved, and 5 may be at once
  10.72  people       are paged: 20 applications: active region a is failed
  11.70  controller1  votes for proposal 1 of app5
  11.70  controller1  votes for proposal 1 of app3
  11.70  controller1  votes for proposal 1 of app1
  11.71  controller1  votes for proposal 1 of app4
  11.71  controller1  votes for proposal 1 of app2
  11.71  controller1  epoch 2: app5 is active in b, by the votes of controller1
  11.71  controller1  app5-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.71  controller1  app5-1: deploy begins, try 1 on b1
  11.72  b1           runs deploy for app5-1
  11.72  controller1  epoch 2: app3 is active in b, by the votes of controller1
  11.72  controller1  app3-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.72  controller1  app3-1: deploy begins, try 1 on b1
  11.72  controller1  epoch 2: app1 is active in b, by the votes of controller1
  11.72  controller1  app1-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.72  controller1  app1-1: deploy begins, try 1 on b1
  11.72  controller1  epoch 2: app4 is active in b, by the votes of controller1
  11.72  controller1  app4-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.72  controller1  app4-1: deploy begins, try 1 on b1
  11.72  b1           runs deploy for app3-1
  11.73  b1           runs deploy for app1-1
  11.73  b1           runs deploy for app4-1
  11.73  controller1  epoch 2: app2 is active in b, by the votes of controller1
  11.73  controller1  app2-1: runbook region-failure begins (automatic, a to b, epoch 2)
  11.73  controller1  app2-1: deploy begins, try 1 on b1
  11.74  b1           runs deploy for app2-1
  11.76  b1           has done deploy for app2-1
  11.76  controller1  app2-1: deploy succeeded
  11.76  controller1  app2-1: activate begins, try 1
  11.76  controller1  app2 activated under epoch 2
  11.76  controller1  app2-1: activate succeeded: /active answers 200 in b under epoch 2
  11.76  controller1  app2-1: dns begins, try 1
  11.77  controller1  writes DNS: app2.example.com is 192.0.2.2, epoch 2
  11.97  b2           lets app1 be written in b
  11.97  b2           lets app2 be written in b
  11.97  b2           lets app3 be written in b
  11.97  b2           lets app4 be written in b
  11.97  b2           lets app5 be written in b
  11.99  b1           lets app1 be written in b
  11.99  b1           lets app2 be written in b
  11.99  b1           lets app3 be written in b
  11.99  b1           lets app4 be written in b
  11.99  b1           lets app5 be written in b
  12.03  b1           has done deploy for app1-1
  12.03  b1           has done deploy for app4-1
  12.04  controller1  app1-1: deploy succeeded
  12.04  controller1  app1-1: activate begins, try 1
  12.04  controller1  app1 activated under epoch 2
  12.04  controller1  app1-1: activate succeeded: /active answers 200 in b under epoch 2
  12.04  controller1  app1-1: dns begins, try 1
  12.04  controller1  app4-1: deploy succeeded
  12.04  controller1  app4-1: activate begins, try 1
  12.04  controller1  app4 activated under epoch 2
  12.04  controller1  app4-1: activate succeeded: /active answers 200 in b under epoch 2
  12.04  controller1  app4-1: dns begins, try 1
  12.05  controller1  writes DNS: app1.example.com is 192.0.2.2, epoch 2
  12.05  controller1  writes DNS: app4.example.com is 192.0.2.2, epoch 2
  12.10  controller1  app2-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.10  controller1  app2-1: smoke begins, try 1
  12.11  controller1  app2-1: smoke succeeded: http://app2.example.com/health answers as expected
  12.11  controller1  app2-1 ended, succeeded: every step is done
  12.12  people       are told: app2 runs in b (app2-1, succeeded)
  12.12  controller1  proposal 1: app6 from a to b, scenario region-failure on verdict failed
  12.13  controller1  votes for proposal 1 of app6
  12.14  controller1  epoch 2: app6 is active in b, by the votes of controller1
  12.14  controller1  app6-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.14  controller1  app6-1: deploy begins, try 1 on b1
  12.14  b1           runs deploy for app6-1
  12.17  controller1  app1-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.17  controller1  app1-1: smoke begins, try 1
  12.18  controller1  app4-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.18  controller1  app4-1: smoke begins, try 1
  12.18  controller1  app1-1: smoke succeeded: http://app1.example.com/health answers as expected
  12.18  controller1  app1-1 ended, succeeded: every step is done
  12.19  controller1  app4-1: smoke succeeded: http://app4.example.com/health answers as expected
  12.19  controller1  app4-1 ended, succeeded: every step is done
  12.19  people       are told: app1 runs in b (app1-1, succeeded)
  12.20  people       are told: app4 runs in b (app4-1, succeeded)
  12.20  controller1  proposal 1: app7 from a to b, scenario region-failure on verdict failed
  12.20  controller1  proposal 1: app8 from a to b, scenario region-failure on verdict failed
  12.20  controller1  votes for proposal 1 of app8
  12.21  controller1  votes for proposal 1 of app7
  12.22  controller1  epoch 2: app8 is active in b, by the votes of controller1
  12.22  controller1  app8-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.22  controller1  app8-1: deploy begins, try 1 on b1
  12.22  controller1  epoch 2: app7 is active in b, by the votes of controller1
  12.22  controller1  app7-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.22  controller1  app7-1: deploy begins, try 1 on b1
  12.22  b1           runs deploy for app8-1
  12.23  b1           runs deploy for app7-1
  12.24  b1           has done deploy for app8-1
  12.25  b1           has done deploy for app7-1
  12.25  controller1  app8-1: deploy succeeded
  12.25  controller1  app8-1: activate begins, try 1
  12.25  controller1  app8 activated under epoch 2
  12.25  controller1  app8-1: activate succeeded: /active answers 200 in b under epoch 2
  12.25  controller1  app8-1: dns begins, try 1
  12.26  controller1  app7-1: deploy succeeded
  12.26  controller1  app7-1: activate begins, try 1
  12.26  controller1  app7 activated under epoch 2
  12.26  controller1  app7-1: activate succeeded: /active answers 200 in b under epoch 2
  12.26  controller1  app7-1: dns begins, try 1
  12.26  controller1  writes DNS: app8.example.com is 192.0.2.2, epoch 2
  12.27  controller1  writes DNS: app7.example.com is 192.0.2.2, epoch 2
  12.30  customers    1 acknowledged writes of 0s of app1 are not in b
  12.30  customers    write app1 in b again, after 7s500ms without
  12.30  customers    1 acknowledged writes of 0s of app2 are not in b
  12.30  customers    write app2 in b again, after 7s500ms without
  12.30  customers    1 acknowledged writes of 0s of app4 are not in b
  12.30  customers    write app4 in b again, after 7s500ms without
  12.38  controller1  app8-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.38  controller1  app8-1: smoke begins, try 1
  12.39  controller1  app7-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.39  controller1  app7-1: smoke begins, try 1
  12.39  controller1  app8-1: smoke succeeded: http://app8.example.com/health answers as expected
  12.39  controller1  app8-1 ended, succeeded: every step is done
  12.40  people       are told: app8 runs in b (app8-1, succeeded)
  12.40  controller1  proposal 1: app9 from a to b, scenario region-failure on verdict failed
  12.40  controller1  votes for proposal 1 of app9
  12.41  controller1  app7-1: smoke succeeded: http://app7.example.com/health answers as expected
  12.41  controller1  app7-1 ended, succeeded: every step is done
  12.41  people       are told: app7 runs in b (app7-1, succeeded)
  12.41  controller1  proposal 1: app10 from a to b, scenario region-failure on verdict failed
  12.42  controller1  epoch 2: app9 is active in b, by the votes of controller1
  12.42  controller1  app9-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.42  controller1  app9-1: deploy begins, try 1 on b1
  12.42  controller1  votes for proposal 1 of app10
  12.43  b1           runs deploy for app9-1
  12.44  controller1  epoch 2: app10 is active in b, by the votes of controller1
  12.44  controller1  app10-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.44  controller1  app10-1: deploy begins, try 1 on b1
  12.44  b1           runs deploy for app10-1
  12.44  b1           has done deploy for app6-1
  12.45  controller1  app6-1: deploy succeeded
  12.45  controller1  app6-1: activate begins, try 1
  12.45  controller1  app6 activated under epoch 2
  12.45  controller1  app6-1: activate succeeded: /active answers 200 in b under epoch 2
  12.45  controller1  app6-1: dns begins, try 1
  12.46  controller1  writes DNS: app6.example.com is 192.0.2.2, epoch 2
  12.58  controller1  app6-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.58  controller1  app6-1: smoke begins, try 1
  12.59  controller1  app6-1: smoke succeeded: http://app6.example.com/health answers as expected
  12.59  controller1  app6-1 ended, succeeded: every step is done
  12.60  people       are told: app6 runs in b (app6-1, succeeded)
  12.60  controller1  proposal 1: app11 from a to b, scenario region-failure on verdict failed
  12.60  controller1  votes for proposal 1 of app11
  12.61  controller1  epoch 2: app11 is active in b, by the votes of controller1
  12.61  controller1  app11-1: runbook region-failure begins (automatic, a to b, epoch 2)
  12.61  controller1  app11-1: deploy begins, try 1 on b1
  12.61  b1           runs deploy for app11-1
  12.73  b1           has done deploy for app9-1
  12.74  controller1  app9-1: deploy succeeded
  12.74  controller1  app9-1: activate begins, try 1
  12.74  controller1  app9 activated under epoch 2
  12.74  controller1  app9-1: activate succeeded: /active answers 200 in b under epoch 2
  12.74  controller1  app9-1: dns begins, try 1
  12.75  controller1  writes DNS: app9.example.com is 192.0.2.2, epoch 2
  12.97  controller1  app9-1: dns succeeded: every authoritative server that can be reached answers the new values
  12.97  controller1  app9-1: smoke begins, try 1
  12.98  b2           lets app10 be written in b
  12.98  b2           lets app11 be written in b
  12.98  b2           lets app6 be written in b
  12.98  b2           lets app7 be written in b
  12.98  b2           lets app8 be written in b
  12.98  b2           lets app9 be written in b
  12.98  controller1  app9-1: smoke succeeded: http://app9.example.com/health answers as expected
  12.98  controller1  app9-1 ended, succeeded: every step is done
  12.99  people       are told: app9 runs in b (app9-1, succeeded)
  12.99  controller1  proposal 1: app12 from a to b, scenario region-failure on verdict failed
  12.99  b1           lets app10 be written in b
  12.99  b1           lets app11 be written in b
  12.99  b1           lets app6 be written in b
  12.99  b1           lets app7 be written in b
  12.99  b1           lets app8 be written in b
  12.99  b1           lets app9 be written in b
  13.00  controller1  votes for proposal 1 of app12
  13.01  controller1  epoch 2: app12 is active in b, by the votes of controller1
  13.01  controller1  app12-1: runbook region-failure begins (automatic, a to b, epoch 2)
  13.01  controller1  app12-1: deploy begins, try 1 on b1
  13.01  b1           runs deploy for app12-1
  13.30  customers    1 acknowledged writes of 0s of app7 are not in b
  13.30  customers    write app7 in b again, after 8s500ms without
  13.30  customers    1 acknowledged writes of 0s of app8 are not in b
  13.30  customers    write app8 in b again, after 8s500ms without
  13.72  b1           has done deploy for app5-1
  13.72  controller1  app5-1: deploy succeeded
  13.72  controller1  app5-1: activate begins, try 1
  13.72  controller1  app5 activated under epoch 2
  13.72  controller1  app5-1: activate succeeded: /active answers 200 in b under epoch 2
  13.72  controller1  app5-1: dns begins, try 1
  13.72  b1           has done deploy for app3-1
  13.73  controller1  app3-1: deploy succeeded
  13.73  controller1  app3-1: activate begins, try 1
  13.73  controller1  app3 activated under epoch 2
  13.73  controller1  app3-1: activate succeeded: /active answers 200 in b under epoch 2
  13.73  controller1  app3-1: dns begins, try 1
  13.74  controller1  writes DNS: app5.example.com is 192.0.2.2, epoch 2
  13.74  controller1  writes DNS: app3.example.com is 192.0.2.2, epoch 2
  13.98  b2           lets app12 be written in b
  14.00  b1           lets app12 be written in b
  14.07  controller1  app5-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.07  controller1  app5-1: smoke begins, try 1
  14.07  controller1  app3-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.07  controller1  app3-1: smoke begins, try 1
  14.08  controller1  app5-1: smoke succeeded: http://app5.example.com/health answers as expected
  14.08  controller1  app5-1 ended, succeeded: every step is done
  14.08  controller1  proposal 1: app13 from a to b, scenario region-failure on verdict failed
  14.09  people       are told: app5 runs in b (app5-1, succeeded)
  14.09  controller1  app3-1: smoke succeeded: http://app3.example.com/health answers as expected
  14.09  controller1  app3-1 ended, succeeded: every step is done
  14.09  controller1  votes for proposal 1 of app13
  14.09  controller1  proposal 1: app14 from a to b, scenario region-failure on verdict failed
  14.09  people       are told: app3 runs in b (app3-1, succeeded)
  14.10  controller1  votes for proposal 1 of app14
  14.11  controller1  epoch 2: app13 is active in b, by the votes of controller1
  14.11  controller1  app13-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.11  controller1  app13-1: deploy begins, try 1 on b1
  14.12  b1           runs deploy for app13-1
  14.12  controller1  epoch 2: app14 is active in b, by the votes of controller1
  14.12  controller1  app14-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.12  controller1  app14-1: deploy begins, try 1 on b1
  14.13  b1           runs deploy for app14-1
  14.15  b1           has done deploy for app14-1
  14.15  controller1  app14-1: deploy succeeded
  14.15  controller1  app14-1: activate begins, try 1
  14.15  controller1  app14 activated under epoch 2
  14.15  controller1  app14-1: activate succeeded: /active answers 200 in b under epoch 2
  14.15  controller1  app14-1: dns begins, try 1
  14.16  controller1  writes DNS: app14.example.com is 192.0.2.2, epoch 2
  14.28  controller1  app14-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.28  controller1  app14-1: smoke begins, try 1
  14.29  controller1  app14-1: smoke succeeded: http://app14.example.com/health answers as expected
  14.29  controller1  app14-1 ended, succeeded: every step is done
  14.29  people       are told: app14 runs in b (app14-1, succeeded)
  14.30  controller1  proposal 1: app15 from a to b, scenario region-failure on verdict failed
  14.30  controller1  votes for proposal 1 of app15
  14.31  controller1  epoch 2: app15 is active in b, by the votes of controller1
  14.31  controller1  app15-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.31  controller1  app15-1: deploy begins, try 1 on b1
  14.32  b1           runs deploy for app15-1
  14.42  b1           has done deploy for app13-1
  14.42  controller1  app13-1: deploy succeeded
  14.42  controller1  app13-1: activate begins, try 1
  14.42  controller1  app13 activated under epoch 2
  14.42  controller1  app13-1: activate succeeded: /active answers 200 in b under epoch 2
  14.42  controller1  app13-1: dns begins, try 1
  14.43  controller1  writes DNS: app13.example.com is 192.0.2.2, epoch 2
  14.44  b1           has done deploy for app10-1
  14.45  controller1  app10-1: deploy succeeded
  14.45  controller1  app10-1: activate begins, try 1
  14.45  controller1  app10 activated under epoch 2
  14.45  controller1  app10-1: activate succeeded: /active answers 200 in b under epoch 2
  14.45  controller1  app10-1: dns begins, try 1
  14.46  controller1  writes DNS: app10.example.com is 192.0.2.2, epoch 2
  14.55  controller1  app13-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.55  controller1  app13-1: smoke begins, try 1
  14.56  controller1  app13-1: smoke succeeded: http://app13.example.com/health answers as expected
  14.56  controller1  app13-1 ended, succeeded: every step is done
  14.57  people       are told: app13 runs in b (app13-1, succeeded)
  14.57  controller1  proposal 1: app16 from a to b, scenario region-failure on verdict failed
  14.57  controller1  votes for proposal 1 of app16
  14.58  controller1  epoch 2: app16 is active in b, by the votes of controller1
  14.58  controller1  app16-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.58  controller1  app16-1: deploy begins, try 1 on b1
  14.58  controller1  app10-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.58  controller1  app10-1: smoke begins, try 1
  14.58  b1           runs deploy for app16-1
  14.59  controller1  app10-1: smoke succeeded: http://app10.example.com/health answers as expected
  14.59  controller1  app10-1 ended, succeeded: every step is done
  14.60  people       are told: app10 runs in b (app10-1, succeeded)
  14.60  controller1  proposal 1: app17 from a to b, scenario region-failure on verdict failed
  14.61  controller1  votes for proposal 1 of app17
  14.61  b1           has done deploy for app11-1
  14.61  controller1  epoch 2: app17 is active in b, by the votes of controller1
  14.61  controller1  app17-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.61  controller1  app17-1: deploy begins, try 1 on b1
  14.62  controller1  app11-1: deploy succeeded
  14.62  controller1  app11-1: activate begins, try 1
  14.62  controller1  app11 activated under epoch 2
  14.62  controller1  app11-1: activate succeeded: /active answers 200 in b under epoch 2
  14.62  controller1  app11-1: dns begins, try 1
  14.62  b1           runs deploy for app17-1
  14.63  controller1  writes DNS: app11.example.com is 192.0.2.2, epoch 2
  14.74  controller1  app11-1: dns succeeded: every authoritative server that can be reached answers the new values
  14.74  controller1  app11-1: smoke begins, try 1
  14.75  controller1  app11-1: smoke succeeded: http://app11.example.com/health answers as expected
  14.75  controller1  app11-1 ended, succeeded: every step is done
  14.76  controller1  proposal 1: app18 from a to b, scenario region-failure on verdict failed
  14.76  people       are told: app11 runs in b (app11-1, succeeded)
  14.76  controller1  votes for proposal 1 of app18
  14.78  controller1  epoch 2: app18 is active in b, by the votes of controller1
  14.78  controller1  app18-1: runbook region-failure begins (automatic, a to b, epoch 2)
  14.78  controller1  app18-1: deploy begins, try 1 on b1
  14.78  b1           runs deploy for app18-1
  14.99  b2           lets app13 be written in b
  14.99  b2           lets app14 be written in b
  14.99  b2           lets app15 be written in b
  14.99  b2           lets app16 be written in b
  14.99  b2           lets app17 be written in b
  14.99  b2           lets app18 be written in b
  15.01  b1           lets app13 be written in b
  15.01  b1           lets app14 be written in b
  15.01  b1           lets app15 be written in b
  15.01  b1           lets app16 be written in b
  15.01  b1           lets app17 be written in b
  15.01  b1           lets app18 be written in b
  15.01  b1           has done deploy for app12-1
  15.02  controller1  app12-1: deploy succeeded
  15.02  controller1  app12-1: activate begins, try 1
  15.02  controller1  app12 activated under epoch 2
  15.02  controller1  app12-1: activate succeeded: /active answers 200 in b under epoch 2
  15.02  controller1  app12-1: dns begins, try 1
  15.03  controller1  writes DNS: app12.example.com is 192.0.2.2, epoch 2
  15.25  controller1  app12-1: dns succeeded: every authoritative server that can be reached answers the new values
  15.25  controller1  app12-1: smoke begins, try 1
  15.26  controller1  app12-1: smoke succeeded: http://app12.example.com/health answers as expected
  15.26  controller1  app12-1 ended, succeeded: every step is done
  15.27  controller1  proposal 1: app19 from a to b, scenario region-failure on verdict failed
  15.27  people       are told: app12 runs in b (app12-1, succeeded)
  15.28  controller1  votes for proposal 1 of app19
  15.29  controller1  epoch 2: app19 is active in b, by the votes of controller1
  15.29  controller1  app19-1: runbook region-failure begins (automatic, a to b, epoch 2)
  15.29  controller1  app19-1: deploy begins, try 1 on b1
  15.29  b1           runs deploy for app19-1
  15.30  customers    1 acknowledged writes of 0s of app3 are not in b
  15.30  customers    write app3 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app5 are not in b
  15.30  customers    write app5 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app6 are not in b
  15.30  customers    write app6 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app9 are not in b
  15.30  customers    write app9 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app10 are not in b
  15.30  customers    write app10 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app11 are not in b
  15.30  customers    write app11 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app12 are not in b
  15.30  customers    write app12 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app13 are not in b
  15.30  customers    write app13 in b again, after 10s500ms without
  15.30  customers    1 acknowledged writes of 0s of app14 are not in b
  15.30  customers    write app14 in b again, after 10s500ms without
  15.99  b2           lets app19 be written in b
  16.01  b1           lets app19 be written in b
  16.32  b1           has done deploy for app15-1
  16.32  controller1  app15-1: deploy succeeded
  16.32  controller1  app15-1: activate begins, try 1
  16.32  controller1  app15 activated under epoch 2
  16.32  controller1  app15-1: activate succeeded: /active answers 200 in b under epoch 2
  16.32  controller1  app15-1: dns begins, try 1
  16.33  controller1  writes DNS: app15.example.com is 192.0.2.2, epoch 2
  16.56  controller1  app15-1: dns succeeded: every authoritative server that can be reached answers the new values
  16.56  controller1  app15-1: smoke begins, try 1
  16.57  controller1  app15-1: smoke succeeded: http://app15.example.com/health answers as expected
  16.57  controller1  app15-1 ended, succeeded: every step is done
  16.57  people       are told: app15 runs in b (app15-1, succeeded)
  16.58  controller1  proposal 1: app20 from a to b, scenario region-failure on verdict failed
  16.58  controller1  votes for proposal 1 of app20
  16.58  b1           has done deploy for app16-1
  16.59  controller1  epoch 2: app20 is active in b, by the votes of controller1
  16.59  controller1  app20-1: runbook region-failure begins (automatic, a to b, epoch 2)
  16.59  controller1  app20-1: deploy begins, try 1 on b1
  16.60  b1           runs deploy for app20-1
  16.60  controller1  app16-1: deploy succeeded
  16.60  controller1  app16-1: activate begins, try 1
  16.60  controller1  app16 activated under epoch 2
  16.60  controller1  app16-1: activate succeeded: /active answers 200 in b under epoch 2
  16.60  controller1  app16-1: dns begins, try 1
  16.61  controller1  writes DNS: app16.example.com is 192.0.2.2, epoch 2
  16.62  b1           has done deploy for app20-1
  16.62  controller1  app20-1: deploy succeeded
  16.62  controller1  app20-1: activate begins, try 1
  16.62  controller1  app20 activated under epoch 2
  16.62  controller1  app20-1: activate succeeded: /active answers 200 in b under epoch 2
  16.62  controller1  app20-1: dns begins, try 1
  16.62  b1           has done deploy for app17-1
  16.63  controller1  app17-1: deploy succeeded
  16.63  controller1  app17-1: activate begins, try 1
  16.63  controller1  app17 activated under epoch 2
  16.63  controller1  app17-1: activate succeeded: /active answers 200 in b under epoch 2
  16.63  controller1  app17-1: dns begins, try 1
  16.63  controller1  writes DNS: app20.example.com is 192.0.2.2, epoch 2
  16.64  controller1  writes DNS: app17.example.com is 192.0.2.2, epoch 2
  16.73  controller1  app16-1: dns succeeded: every authoritative server that can be reached answers the new values
  16.73  controller1  app16-1: smoke begins, try 1
  16.74  controller1  app16-1: smoke succeeded: http://app16.example.com/health answers as expected
  16.74  controller1  app16-1 ended, succeeded: every step is done
  16.74  people       are told: app16 runs in b (app16-1, succeeded)
  16.76  controller1  app20-1: dns succeeded: every authoritative server that can be reached answers the new values
  16.76  controller1  app20-1: smoke begins, try 1
  16.76  controller1  app17-1: dns succeeded: every authoritative server that can be reached answers the new values
  16.76  controller1  app17-1: smoke begins, try 1
  16.76  controller1  app20-1: smoke succeeded: http://app20.example.com/health answers as expected
  16.76  controller1  app20-1 ended, succeeded: every step is done
  16.77  people       are told: app20 runs in b (app20-1, succeeded)
  16.77  controller1  app17-1: smoke succeeded: http://app17.example.com/health answers as expected
  16.77  controller1  app17-1 ended, succeeded: every step is done
  16.78  people       are told: app17 runs in b (app17-1, succeeded)
  16.78  b1           has done deploy for app18-1
  16.79  controller1  app18-1: deploy succeeded
  16.79  controller1  app18-1: activate begins, try 1
  16.79  controller1  app18 activated under epoch 2
  16.79  controller1  app18-1: activate succeeded: /active answers 200 in b under epoch 2
  16.79  controller1  app18-1: dns begins, try 1
  16.80  controller1  writes DNS: app18.example.com is 192.0.2.2, epoch 2
  17.00  b2           lets app20 be written in b
  17.02  b1           lets app20 be written in b
  17.03  controller1  app18-1: dns succeeded: every authoritative server that can be reached answers the new values
  17.03  controller1  app18-1: smoke begins, try 1
  17.04  controller1  app18-1: smoke succeeded: http://app18.example.com/health answers as expected
  17.04  controller1  app18-1 ended, succeeded: every step is done
  17.05  people       are told: app18 runs in b (app18-1, succeeded)
  17.29  b1           has done deploy for app19-1
  17.30  controller1  app19-1: deploy succeeded
  17.30  controller1  app19-1: activate begins, try 1
  17.30  controller1  app19 activated under epoch 2
  17.30  controller1  app19-1: activate succeeded: /active answers 200 in b under epoch 2
  17.30  controller1  app19-1: dns begins, try 1
  17.31  controller1  writes DNS: app19.example.com is 192.0.2.2, epoch 2
  17.54  controller1  app19-1: dns succeeded: every authoritative server that can be reached answers the new values
  17.54  controller1  app19-1: smoke begins, try 1
  17.55  controller1  app19-1: smoke succeeded: http://app19.example.com/health answers as expected
  17.55  controller1  app19-1 ended, succeeded: every step is done
  17.55  people       are told: app19 runs in b (app19-1, succeeded)
  18.30  customers    1 acknowledged writes of 0s of app15 are not in b
  18.30  customers    write app15 in b again, after 13s500ms without
  18.30  customers    1 acknowledged writes of 0s of app16 are not in b
  18.30  customers    write app16 in b again, after 13s500ms without
  18.30  customers    1 acknowledged writes of 0s of app17 are not in b
  18.30  customers    write app17 in b again, after 13s500ms without
  18.30  customers    1 acknowledged writes of 0s of app18 are not in b
  18.30  customers    write app18 in b again, after 13s500ms without
  18.30  customers    1 acknowledged writes of 0s of app19 are not in b
  18.30  customers    write app19 in b again, after 13s500ms without
  18.30  customers    1 acknowledged writes of 0s of app20 are not in b
  18.30  customers    write app20 in b again, after 13s500ms without

held    expect at most 5 moves at once
held    expect a page about "20 applications: active region a is failed"
held    expect no page about "held"
held    expect app1 moves to b before 13s
held    expect app5 moves to b before 13s
held    expect every application moves to b between 9s and 30s
held    expect app1 moves to b before 20s
held    expect every application is served in the end by b
held    every rule of the safety contract
