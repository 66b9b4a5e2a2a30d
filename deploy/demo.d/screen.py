"""How the demo looks: lines as things happen, and in the interactive demo a live picture above them."""

import os
import select
import shutil
import sys
import termios
import time
import tty

from world.customers import BUCKET, sparkline
from world.regions import NAME, REGIONS, SERVING

STYLES = {"good": "32", "bad": "31", "dim": "2", "spark": "36", "title": "1"}


def paint(text, style, in_colour):
    return f"\033[{STYLES[style]}m{text}\033[0m" if in_colour and style in STYLES else text


class Lines:
    """Tells what happens, line by line."""

    def __init__(self, stream):
        self.stream = stream

    def say(self, text, style="", since=None, at=None):
        mark = f"{(at or time.time()) - since:+8.3f} s  " if since else " " * 12
        print(paint(mark + text, style, self.stream.isatty()), file=self.stream, flush=True)


class Picture:
    """The live picture: the state above, what happened below, the keys at the bottom."""

    KEYS = "f fail   h heal   s switch over   q quit"

    def __init__(self):
        self.lines = []
        self.saved = termios.tcgetattr(sys.stdin)

    def __enter__(self):
        tty.setcbreak(sys.stdin)
        sys.stdout.write("\033[?1049h\033[?25l\033[?7l")
        return self

    def __exit__(self, *_):
        sys.stdout.write("\033[?7h\033[?25h\033[?1049l")
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self.saved)
        print("\n".join(self.lines))

    def say(self, text, style="", since=None, at=None):
        mark = f"{(at or time.time()) - since:+8.3f} s  " if since else " " * 12
        self.lines.append(paint(mark + text, style, True))

    def key(self, seconds):
        """The key that was pressed, or None."""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") if ready else None

    def draw(self, story, doing):
        size = shutil.get_terminal_size()
        head = self.head(story, size.columns)
        room = max(1, size.lines - len(head) - 2)
        shown = self.lines[-room:]
        foot = paint(f"  {doing} …" if doing else f"  {self.KEYS}", "title", True)
        rows = head + shown + [""] * (room - len(shown)) + ["", foot]
        sys.stdout.write("\033[H" + "\033[K\r\n".join(rows) + "\033[K\033[J")
        sys.stdout.flush()

    def head(self, story, columns):
        application = story.world.status.application or {}
        epoch = application.get("epoch", "-")
        title = f"  Holdfast   printapp is active in {application.get('activeRegion', '-')}, epoch {epoch}"
        rows = [paint(title, "title", True), ""]
        rows.append(paint(f"  {'region':<12}{'role':<10}{'verdict':<24}{'agents':<9}{'/active':<9}orders", "dim", True))
        rows += [self.region(story, region) for region in REGIONS]
        answer = story.world.names.answer
        rows += ["", f"  {NAME} is {', '.join(answer.addresses) or '-'}, TTL {answer.ttl} s"]
        now = time.time()
        rates = story.customers.success(now - (columns - 16) * BUCKET, now - BUCKET)
        return rows + [f"  customers  {paint(sparkline(rates), 'spark', True)}", ""]

    def region(self, story, region):
        state = story.world.status.region(region.name)
        verdict = state.get("verdict") or "-"
        if state.get("suspected") not in (None, verdict):
            verdict += f" ({state['suspected']}?)"
        agents = f"{state.get('agentsHeard', 0)}/{state.get('agentsExpected', 0)}"
        active = orders = "-"
        if region in SERVING:
            active = "200" if region.name in story.world.writers.active else "no"
            orders = "taken" if region.name in story.world.writers.open else "refused"
        style = "good" if verdict == "healthy" else "bad"
        row = f"  {region.name:<12}{state.get('role', '-'):<10}{paint(f'{verdict:<24}', style, True)}"
        return f"{row}{agents:<9}{active:<9}{orders}"
