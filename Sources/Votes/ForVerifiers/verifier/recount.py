"""The rules that a vote may be counted by, in exact fractions: approval count, greedy, equal shares."""

from collections import Counter
from fractions import Fraction


def recount(costs, ballots, budget, rule, utility, order):
    """What is selected, in the order taken, and whether a tie remained that the order settled.

    `costs` are of the propositions that take part, `ballots` lists of names (others are passed over), `order` gives the
    key by which equal propositions are taken, smallest first.
    """
    groups = Counter(tuple(name for name in ballot if name in costs) for ballot in ballots)
    supporters = {name: [] for name in costs}
    for ballot, number in groups.items():
        for name in ballot:
            supporters[name].append(ballot)
    counts = {name: sum(groups[ballot] for ballot in supporters[name]) for name in costs}
    if rule == "approval":
        return approval(costs, counts, budget, order)
    selected, is_tied = [], False
    if rule == "mes-greedy":
        shares = EqualShares(costs, groups, supporters, Fraction(budget, max(len(ballots), 1)), utility)
        selected, is_tied = shares.run(order)
    left = budget - sum(costs[name] for name in selected)
    rest = [name for name in costs if name not in selected]
    more, is_also_tied = greedy(rest, costs, counts, left, utility, order)
    return selected + more, is_tied or is_also_tied


def runs(names, measure):
    """Names cut where their measure changes; they are sorted by it."""
    groups = []
    for name in names:
        if groups and measure(groups[-1][0]) == measure(name):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def approval(costs, counts, budget, order):
    """Most supporters first; the first that does not fit, or that nobody supports, ends the count."""
    selected, is_tied, left = [], False, budget
    for equal in runs(sorted(costs, key=lambda name: (-counts[name], order(name))), counts.get):
        mine = [costs[name] for name in equal]
        is_tied |= len(equal) > 1 and counts[equal[0]] > 0 and sum(mine) > left and min(mine) <= left
        for name in equal:
            if counts[name] == 0 or costs[name] > left:
                return selected, is_tied
            selected.append(name)
            left -= costs[name]
    return selected, is_tied


def greedy(names, costs, counts, budget, utility, order):
    """Most supporters (utility `cost`) or most supporters for each euro (`cardinality`) first; what does not fit is
    skipped."""
    def measure(name):
        return Fraction(counts[name], 1 if utility == "cost" else costs[name])

    selected, is_tied, left = [], False, budget
    for equal in runs(sorted(names, key=lambda name: (-measure(name), order(name))), measure):
        fitting = [costs[name] for name in equal if costs[name] <= left]
        is_tied |= len(equal) > 1 and sum(fitting) > left
        for name in equal:
            if costs[name] <= left:
                selected.append(name)
                left -= costs[name]
    return selected, is_tied


class EqualShares:
    """The Method of Equal Shares: each voter holds an equal share, and supporters buy together."""

    def __init__(self, costs, groups, supporters, share, utility):
        self.costs, self.groups, self.supporters, self.utility = costs, groups, supporters, utility
        self.balances = {ballot: share for ballot in groups}

    def part(self, name):
        """What each supporter pays who has enough, the others giving all they have; None beyond their means."""
        held = sorted((self.balances[ballot], self.groups[ballot]) for ballot in self.supporters[name])
        left, voters = Fraction(self.costs[name]), sum(number for _, number in held)
        if sum(balance * number for balance, number in held) < left:
            return None
        for balance, number in held:
            if balance * voters >= left:
                return left / voters
            left -= balance * number
            voters -= number
        return None

    def price(self, name, part):
        """What is compared: the part for one unit of utility."""
        return part / self.costs[name] if self.utility == "cost" else part

    def run(self, order):
        """Rounds until no supporters together hold the cost of what they support.

        Prices only grow, so that one whose last price is above the best of the round is not computed again.
        """
        selected, is_tied = [], False
        last = {name: Fraction(0) for name in self.costs if self.supporters[name]}
        while last:
            best, equal = None, []
            for name in sorted(last, key=last.get):
                if best is not None and last[name] > best:
                    break
                part = self.part(name)
                if part is None:
                    del last[name]
                    continue
                last[name] = self.price(name, part)
                if best is None or last[name] < best:
                    best, equal = last[name], [(name, part)]
                elif last[name] == best:
                    equal.append((name, part))
            if not equal:
                continue
            is_tied |= len(equal) > 1
            name, part = min(equal, key=lambda pair: order(pair[0]))
            for ballot in self.supporters[name]:
                self.balances[ballot] = max(Fraction(0), self.balances[ballot] - part)
            selected.append(name)
            del last[name]
        return selected, is_tied
