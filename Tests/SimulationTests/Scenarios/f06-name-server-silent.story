   5.00  WORLD        stop the name server for 60s
   9.81  people       are paged: app1: DNS public cannot be read
  20.00  WORLD        tamper with the record of app1
  65.00  WORLD        over: stop the name server for 60s
  67.81  controller1  DNS public of app1 drifted: app1.example.com A is 203.0.113.66 under token v=1;app=app1;epoch=1;region=a, wanted is 192.0.2.1
  67.82  people       are paged: app1: DNS public drifted; it is set right
  67.83  controller1  writes DNS: app1.example.com is 192.0.2.1, epoch 1
  67.84  controller1  DNS public of app1 repaired under epoch 1
  67.84  people       are told: resolved: app1: DNS public cannot be read
  68.30  customers    write app1 in a again, after 48s500ms without

held    expect never "writes DNS" before 60s
held    expect a page about "cannot be read"
held    expect "app1.example.com is 192.0.2.1" after 65s
held    expect app1 stays in a
held    expect app1 is served in the end by a
held    every rule of the safety contract
