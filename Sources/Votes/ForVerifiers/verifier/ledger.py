"""The leaves of the log of a vote: which may follow which, and the files derived from them."""

import datetime
import hashlib
import re

from leaves import GREATEST, canonical, of32, parse, seal
from recount import recount

AMOUNT = 1_000_000_000_000
# Of the identifier of a proposition.
LONGEST_PROPOSITION = 32
# Of a draw.
MOST_NUMBERS = 20


class Broken(Exception):
    """Why a leaf cannot stand where it stands."""


# In which moments each kind may come.
EMPTY, PREPARATION, OPEN, CLOSED, COUNTED, RECORDED = range(6)
MOMENTS = {
    **dict.fromkeys(["rules", "form", "proposition", "roll", "absence", "opening"], (PREPARATION, PREPARATION)),
    **dict.fromkeys(["attendance", "ballot", "closing"], (OPEN, OPEN)),
    **dict.fromkeys(["contest", "outcome", "incident"], (OPEN, CLOSED)),
    **dict.fromkeys(["disclosure", "draw", "tally"], (CLOSED, CLOSED)),
    **dict.fromkeys(["selection", "minutes"], (COUNTED, COUNTED)),
    **dict.fromkeys(["redaction", "succession"], (PREPARATION, RECORDED)),
    "log": (EMPTY, EMPTY), "grant": (PREPARATION, OPEN), "end": (PREPARATION, CLOSED),
}


def is_draw(text, numbers):
    """Whether a text is so many numbers in their one spelling."""
    written = text.split(" ")
    return len(written) == numbers and all(
        re.fullmatch("0|[1-9][0-9]{0,15}", number) and int(number) <= GREATEST for number in written)


def date(instant):
    """An instant, in universal time; beyond the year 9999 as the number that it is."""
    if instant >= 253_402_300_800_000:
        return str(instant)
    return datetime.datetime.fromtimestamp(instant // 1000, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def need(holds, reason):
    if not holds:
        raise Broken(reason)


class Ledger:
    """The state that leaves lead to, one after the other."""

    def __init__(self):
        self.moment, self.size, self.last = EMPTY, 0, 0
        self.rules = self.form = self.opening = self.closing = self.draw = self.tally = None
        self.costs, self.roll, self.absent, self.rights = {}, {}, set(), {}
        self.standing, self.contests, self.texts, self.withdrawn = {}, {}, {}, set()
        self.disclosed, self.decided, self.closes, self.closing_root, self.closed_at = -1, {}, 0, None, None

    def take(self, line, root):
        """Follows the rules; `root()` is that of all lines before this one."""
        leaf = parse(line)
        need(leaf, "this line does not have the form of a line of the log.")
        need(leaf["at"] >= self.last, "this line bears an earlier instant than the one before.")
        if self.closing is not None and self.size == self.closing + 1:
            self.closing_root = root()
        first, last = MOMENTS[leaf["kind"]]
        need(first <= self.moment <= last, "a line of this kind does not come at this moment of the vote.")
        getattr(self, f"take_{leaf['kind']}")(leaf, root)
        self.last = leaf["at"]
        self.size += 1
        return leaf

    def take_log(self, leaf, _):
        need(leaf["format"] == "coporter-proof-1", "this format of log is not known.")
        self.moment = PREPARATION

    def take_rules(self, leaf, _):
        need(leaf["version"] > (self.rules["version"] if self.rules else 0), "an impossible number.")
        need(bool(leaf["draw"]) == bool(leaf["numbers"]) and leaf["numbers"] <= MOST_NUMBERS, "an impossible number.")
        self.rules = leaf

    def take_form(self, leaf, _):
        need(self.form is None, "this was already said above.")
        need((leaf["rule"] == "approval") == (leaf["utility"] == "none") and 1 <= leaf["most"] <= 1000
             and 1 <= leaf["budget"] <= AMOUNT and leaf["minimum"] >= 1 and leaf["opens"] < leaf["closes"],
             "an impossible number.")
        self.form, self.closes = leaf, leaf["closes"]

    def take_proposition(self, leaf, _):
        need(1 <= leaf["cost"] <= AMOUNT and len(self.costs) < 1000, "an impossible number.")
        need(len(leaf["proposition"]) <= LONGEST_PROPOSITION, "this identifier is too long.")
        need(leaf["proposition"] not in self.costs, "this was already said above.")
        self.costs[leaf["proposition"]] = leaf["cost"]
        self.texts[self.size] = leaf["text"]

    def take_roll(self, leaf, _):
        name = leaf["organisation"]
        need(name not in self.roll and name not in self.absent, "this was already said above.")
        self.roll[name] = {"entry": leaf, "attendance": None, "ballot": None, "place": None, "contest": None,
                           "choices": None, "head": None}

    def take_absence(self, leaf, _):
        need(leaf["organisation"] not in self.roll and leaf["organisation"] not in self.absent, "already said above.")
        self.absent.add(leaf["organisation"])

    def member(self, leaf):
        need(leaf["organisation"] in self.roll, "this organisation is not on the roll.")
        return self.roll[leaf["organisation"]]

    def is_live(self, right, at):
        """Before its date, not ended, nor that of the head whom it is held from."""
        right = self.rights.get(right)
        if not right or right["ended"] or (right["until"] is not None and at >= right["until"]):
            return False
        return right["by"] is None or self.is_live(right["by"], at)

    def take_grant(self, leaf, _):
        member, at, by = self.member(leaf), leaf["at"], self.rights.get(leaf["by"])
        need(leaf["until"] is None or leaf["until"] > at, "an impossible instant.")
        if leaf["function"] == "head":
            need(leaf["method"] != "named-by-head" and leaf["by"] is None, "this right is not proved as it must be.")
            need(not self.is_live(member["head"], at), "another head already holds this right.")
            member["head"] = self.size
        else:
            need(leaf["method"] == "named-by-head" and leaf["until"] is not None and self.is_live(leaf["by"], at)
                 and by["function"] == "head" and by["organisation"] == leaf["organisation"],
                 "this right is not proved as it must be.")
        self.rights[self.size] = {**leaf, "ended": False}

    def take_end(self, leaf, _):
        need(self.is_live(leaf["right"], leaf["at"]), "this right had ended, or was never granted.")
        self.rights[leaf["right"]]["ended"] = True

    def take_opening(self, leaf, root):
        need(self.form and self.rules and self.costs and self.roll, "something is missing at the opening.")
        need(self.form["ties"] == "identifier" or self.rules["draw"], "the Rules name no draw.")
        need(self.form["opens"] <= leaf["at"] < self.form["closes"], "outside the period of the vote.")
        need(of32(leaf["frozen"]) == root(), "what stands before the opening is not what it froze.")
        self.opening, self.moment = self.size, OPEN

    def caster(self, leaf):
        need(self.form["opens"] <= leaf["at"] < self.closes, "outside the period of the vote.")
        member, right = self.member(leaf), self.rights.get(leaf["right"])
        need(right and right["organisation"] == leaf["organisation"], "this right to cast is another's.")
        need(self.is_live(leaf["right"], leaf["at"]), "this right to cast had ended.")
        return member, right

    def take_attendance(self, leaf, _):
        member, right = self.caster(leaf)
        need(member["attendance"] is None, "this organisation had already come.")
        need(right["method"] == leaf["method"], "this right is not proved as it must be.")
        member["attendance"] = leaf

    def take_ballot(self, leaf, _):
        member, _ = self.caster(leaf)
        need(member["attendance"], "a ballot without attendance.")
        need(member["contest"] in (None, "restored"), "the ballot of this organisation is contested.")
        need(leaf["number"] == (member["ballot"]["number"] if member["ballot"] else 0) + 1, "not the next number.")
        self.standing.pop(member["place"], None)
        self.standing[self.size] = member
        member["ballot"], member["place"] = leaf, self.size

    def take_contest(self, leaf, _):
        member = self.member(leaf)
        need(member["place"] == leaf["ballot"] and member["contest"] in (None, "restored"), "not a standing ballot.")
        member["contest"] = self.size
        self.contests[self.size] = member

    def take_outcome(self, leaf, _):
        member = self.contests.get(leaf["contest"])
        need(member and member["contest"] == leaf["contest"], "no contest is open at that line.")
        self.two(leaf)
        member["contest"] = leaf["outcome"]

    @staticmethod
    def two(leaf):
        need(len(leaf["by"]) == 2 and leaf["by"][0] != leaf["by"][1], "two persons must sign it.")

    def take_incident(self, leaf, _):
        self.two(leaf)
        if leaf["closes"] is not None:
            need(self.moment == OPEN and leaf["closes"] > max(self.closes, leaf["at"]),
                 "the closing only moves later, as long as the vote is not closed.")
            self.closes = leaf["closes"]
        self.texts[self.size] = leaf["text"]

    def take_closing(self, leaf, _):
        need(leaf["at"] >= self.closes, "the closing comes at its time.")
        present = [member for member in self.roll.values() if member["attendance"]]
        need(all(member["ballot"] for member in present), "an attendance without ballot.")
        need(leaf["attendances"] == len(present), "the number of attendances is another.")
        self.closing, self.closed_at, self.moment = self.size, leaf["at"], CLOSED

    def take_disclosure(self, leaf, _):
        member, choices = self.standing.get(leaf["ballot"]), leaf["choices"]
        need(member, "this is not the standing ballot of an organisation.")
        need(leaf["ballot"] > self.disclosed, "ballots are opened out of order.")
        held = {"organisation": member["entry"]["organisation"], "choices": choices}
        need(seal(leaf["nonce"], held) == member["ballot"]["choices"], "not the choices of the sealed ballot.")
        need(all(choice in self.costs for choice in choices), "there is no such proposition.")
        need(len(choices) <= self.form["most"] and choices == sorted(set(choices)), "choices that are not allowed.")
        within = sum(self.costs[choice] for choice in choices) <= self.form["budget"]
        need(self.form["ballot"] == "approval" or within, "choices that are not allowed.")
        member["choices"], self.disclosed = choices, leaf["ballot"]

    def take_draw(self, leaf, _):
        need(self.draw is None and self.form["ties"] == "lots", "a draw that is not asked for.")
        self.two(leaf)
        need(self.closed_at < leaf["held"] <= leaf["at"], "the draw was not held between the closing and this line.")
        need(is_draw(leaf["text"], self.rules["numbers"]), "not as many numbers as the Rules say, one space between.")
        self.draw = leaf

    def counted(self):
        return [self.roll[name] for name in sorted(self.roll)
                if self.roll[name]["ballot"] and self.roll[name]["contest"] in (None, "restored")]

    def take_tally(self, leaf, _):
        need(all(m["choices"] is not None for m in self.standing.values()), "a ballot is still sealed.")
        ballots = [member["choices"] for member in self.counted()]
        supports = {name: 0 for name in self.costs}
        for ballot in ballots:
            for name in ballot:
                supports[name] += 1
        eligible = {name: cost for name, cost in self.costs.items() if supports[name] >= self.form["minimum"]}
        count = [eligible, ballots, self.form["budget"], self.form["rule"], self.form["utility"]]
        selected, is_tied = recount(*count, order=lambda name: name)
        seed = None
        if is_tied and self.form["ties"] == "lots":
            need(self.draw, "ties remain, and the draw is missing.")
            seed = hashlib.sha256(self.closing_root + self.draw["text"].encode()).hexdigest()
            selected, _ = recount(
                *count, order=lambda name: (hashlib.sha256(f"{seed}\n{name}".encode()).digest(), name))
        expected = {
            "kind": "tally", "at": leaf["at"], "voters": len(ballots), "blank": sum(not b for b in ballots),
            "contested": len(self.standing) - len(ballots), "supports": list(supports.values()),
            "selected": selected, "cost": sum(self.costs[name] for name in selected), "seed": seed}
        need(leaf == expected, "counting again gives something else.")
        self.tally, self.moment = leaf, COUNTED

    def take_selection(self, leaf, _):
        name, is_taken = leaf["proposition"], leaf["list"] != "none"
        need(name in self.costs and name not in self.decided, "no such proposition, or decided above.")
        need(leaf["amount"] <= AMOUNT and (is_taken or leaf["amount"] == 0), "an impossible number.")
        total = leaf["amount"] + sum(other["amount"] for other in self.decided.values())
        need(total <= self.form["budget"], "the amounts exceed the budget.")
        goes_against = (name in self.tally["selected"]) != is_taken
        need(goes_against == (leaf["reason"] is not None), "what goes against the count has its reason, alone.")
        self.decided[name] = leaf
        if leaf["reason"]:
            self.texts[self.size] = leaf["reason"]

    def take_minutes(self, _, __):
        need(all(name in self.decided for name in self.tally["selected"]), "a proposition has no decision.")
        self.moment = RECORDED

    def take_redaction(self, leaf, _):
        need(leaf["leaf"] in self.texts and leaf["leaf"] not in self.withdrawn, "there is no text to withdraw.")
        self.withdrawn.add(leaf["leaf"])

    def take_succession(self, leaf, _):
        """Its signatures are for whoever holds the keys."""

    def files(self):
        """The derived files that an export holds at this moment, as lines."""
        members = [self.roll[name] for name in sorted(self.roll)]
        files = {"roll.jsonl": [canonical(self.roll_line(member)) for member in members],
                 "ballots.jsonl": [canonical(self.ballot_line(member)) for member in members if member["ballot"]]}
        if self.tally:
            files["tally.jsonl"] = [canonical(line) for line in self.tally_lines()]
            files["votes.pb"] = [line.encode() for line in self.vote_lines()]
        return files

    @staticmethod
    def roll_line(member):
        entry, attendance = member["entry"], member["attendance"] or {}
        names = ["organisation", "name", "type", "region", "stratum", "added"]
        return {**{name: entry[name] for name in names}, "attended": attendance.get("at"),
                "method": attendance.get("method")}

    def ballot_line(self, member):
        ballot, contest = member["ballot"], member["contest"]
        state = "counted" if contest in (None, "restored") else contest if contest == "set-aside" else "contested"
        return {"organisation": ballot["organisation"], "leaf": member["place"], "number": ballot["number"],
                "cast": ballot["at"], "function": self.rights[ballot["right"]]["function"], "state": state,
                "choices": member["choices"]}

    def tally_lines(self):
        tally, form = self.tally, self.form
        yield {"rule": form["rule"], "utility": form["utility"], "budget": form["budget"],
               **{name: tally[name] for name in ["voters", "blank", "contested", "cost", "seed"]}}
        places = {name: place + 1 for place, name in enumerate(tally["selected"])}
        for (name, cost), supports in zip(self.costs.items(), tally["supports"]):
            yield {"proposition": name, "cost": cost, "supports": supports, "place": places.get(name)}

    def vote_lines(self):
        counted = self.counted()
        yield from ["META", "key;value", f"budget;{self.form['budget']}", "vote_type;approval",
                    f"num_projects;{len(self.costs)}", f"num_votes;{len(counted)}", "PROJECTS",
                    "project_id;cost;votes;selected"]
        for (name, cost), supports in zip(self.costs.items(), self.tally["supports"]):
            yield f"{name};{cost};{supports};{int(name in self.tally['selected'])}"
        yield from ["VOTES", "voter_id;vote"]
        for member in counted:
            yield f"{member['entry']['organisation']};{','.join(member['choices'])}"

    def told(self):
        """What was found, in sentences."""
        present = sum(member["attendance"] is not None for member in self.roll.values())
        count = f"selected {', '.join(self.tally['selected'])}" if self.tally else "not counted yet"
        told = [f"{len(self.roll)} organisations on the roll, {present} came, {len(self.standing)} ballots; {count}."]
        if self.draw:
            numbers = f"{self.rules['numbers']} number{'' if self.rules['numbers'] == 1 else 's'}"
            told += [f"Public draw that the Rules named, of {numbers}: {self.rules['draw']}",
                     f"Its result: {self.draw['text']}; held {date(self.draw['held'])}, source: {self.draw['source']}. "
                     "Compare it with its publisher’s."]
        return told
