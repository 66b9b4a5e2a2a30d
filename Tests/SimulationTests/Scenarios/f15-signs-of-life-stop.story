  15.00  WORLD        power off h1 for 60s
  15.00  controller1  is gone
  15.00  WORLD        power off h2 for 60s
  15.00  controller2  is gone
  15.00  WORLD        power off h3 for 60s
  15.00  controller3  is gone
  19.13  a2           fences app1 in a
  19.33  a1           fences app1 in a
  45.81  outside      raises the alarm: no sign of life for 40s
  75.00  controller1  starts
  75.00  WORLD        over: power off h1 for 60s
  75.00  controller2  starts
  75.00  WORLD        over: power off h2 for 60s
  75.00  controller3  starts
  75.00  WORLD        over: power off h3 for 60s
  75.02  controller3  leads, term 2
  75.08  a1           lets app1 be written in a
  75.20  a2           lets app1 be written in a
  75.30  customers    write app1 in a again, after 56s without
  85.01  outside      hears signs of life again

held    expect never "raises the alarm" before 40s
held    expect "raises the alarm: no sign of life" between 40s and 60s
held    expect no page before 60s
held    expect "hears signs of life again" between 75s and 95s
held    expect app1 stays in a
held    expect app1 is served in the end by a
held    every rule of the safety contract
