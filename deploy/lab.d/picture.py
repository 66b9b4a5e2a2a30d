"""How the lab's state is drawn."""

STYLES = {"good": "32", "bad": "31", "dim": "2", "title": "1"}
COLUMN = 26


def draw(facts, in_colour):
    def paint(text, style, width=0):
        padded = f"{text:<{width}}"
        return f"\033[{STYLES[style]}m{padded}\033[0m" if in_colour and style else padded

    regions = facts["regions"]
    cluster = facts["cluster"]
    application = next(iter(cluster.get("applications", [])), {})
    verdicts = {one["region"]: one for one in application.get("regions", [])}

    def row(name, cell):
        cells = [paint(*cell(region), COLUMN) for region in regions]
        return f"  {name:<12}" + "".join(cells).rstrip()

    def yes(is_so, word, otherwise):
        return (word, "good") if is_so else (otherwise, "")

    rows = [paint(title(facts, application), "title"), paint(f"  {leadership(cluster)}", ""), ""]
    rows.append(row("", lambda one: (one["region"], "title")))
    rows.append(row("verdict", lambda one: verdict(verdicts.get(one["region"], {}))))
    rows.append(row("agents", lambda one: agents(verdicts.get(one["region"], {}))))
    rows.append(row("/active", lambda one: yes(one["active"], "200", "no")))
    rows.append(row("orders", lambda one: yes(one["takes_orders"], "taken", "refused")))
    rows.append(row("etcd", etcd))
    rows += programs(regions, row)
    rows += ["", *(link(one, paint) for one in facts["links"])]
    if facts["loss_percent"]:
        rows.append(paint(f"  {facts['loss_percent']} % of all packets are lost", "bad"))
    rows.append("")
    rows += [f"  name server {server:<15} {', '.join(answer) or paint('no answer', 'bad')}"
             for server, answer in facts["names"].items()]
    relay = facts["relay"]
    rows.append(paint(f"  relay: {relay['packets']} packets, {relay['mean_late_ms']} ms late on average, "
                      f"{relay['most_late_ms']} ms at most since the last look, {relay['cpu_seconds']} s of CPU", "dim"))
    rows += [paint(f"  TWO WRITERS: {one}", "bad") for one in facts["violations"]]
    return "\n".join(rows)


def title(facts, application):
    where = f"{application['application']} is active in {application['activeRegion']}, epoch {application['epoch']}" \
        if application else "no controller tells what is active"
    return f"  {where}   (up for {facts['seconds'] // 60} min {facts['seconds'] % 60} s, {facts['directory']})"


def leadership(cluster):
    if "error" in cluster:
        return cluster["error"]
    return f"leader {cluster.get('leader', 'none')}, term {cluster.get('term', '-')}"


def verdict(state):
    name, suspected = state.get("verdict") or "-", state.get("suspected")
    text = name if suspected in (None, name) else f"{name} ({suspected}?)"
    return text, "good" if name == "healthy" else "bad"


def agents(state):
    heard, expected = state.get("agentsHeard", 0), state.get("agentsExpected", 0)
    return f"{heard} of {expected}", "good" if expected and heard == expected else "bad"


def etcd(region):
    if not region["has_etcd"]:
        return "-", "dim"
    if region["etcd"] is None:
        return "silent", "bad"
    return (region["etcd"], "good") if region["etcd_has_leader"] else ("no leader", "bad")


def programs(regions, row):
    """One line for each place in the lists of programs, which are as long as the longest."""
    lists = {region["region"]: list(region["programs"].items()) for region in regions}

    def cell(number, region):
        names = lists[region["region"]]
        if number >= len(names):
            return "", ""
        name, state = names[number]
        return (name, "good") if state == "running" else (f"{name} {state}", "bad")

    return [row("programs" if number == 0 else "", lambda one: cell(number, one))
            for number in range(max(map(len, lists.values())))]


def link(one, paint):
    first, second = one["between"]
    cut = f"   cut: {', '.join(one['cut'])}" if one["cut"] else ""
    line = "──" if not cut else "╌╌"
    return paint(f"  {first:<10} {line} {second:<10} {one['round_trip_ms']:>5} ms{cut}", "bad" if cut else "")
