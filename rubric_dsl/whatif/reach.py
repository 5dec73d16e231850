"""The least that would bring a unit to a better grade, the other units held fixed."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from attrs import define, evolve, field, frozen

from rubric_dsl.check.points import static_points
from rubric_dsl.results.why import Verdict
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.whatif.ceilings import Ceilings
from rubric_dsl.whatif.changes import Change, SetFact, size
from rubric_dsl.whatif.cohort import Cohort, Outcome
from rubric_dsl.whatif.demands import demands, facts_graded, kinds_of
from rubric_dsl.whatif.ladder import Ladder, Need, ladder
from rubric_dsl.whatif.options import after, facts_of
from rubric_dsl.whatif.proof import Proof, usable
from rubric_dsl.whatif.search import Search
from rubric_dsl.whatif.state import State
from rubric_dsl.whatif.ways import Ways


@frozen(kw_only=True)
class Reach:
    """What would bring a unit to a grade. ``changes`` are empty unless a way was found.

    ``grade`` is the one to reach (None where the unit has the highest), ``need`` the total that it asks
    for with the other units as they are, and all else of this one; ``after`` how the unit would come out.
    """

    unit: str
    now: Outcome
    grade: str | None
    verdict: Verdict
    need: Need | None = None
    changes: tuple[Change, ...] = ()
    after: Outcome | None = None


def reach(cohort: Cohort, grade: str | None = None) -> Reach:
    """The least that would bring the cohort's unit to the next better grade, or to the one named or a better one.

    Facts alone are changed, never judgements, nor events that an assessor judges. Every way is
    verified by grading the cohort with the changed evidence. Raises KeyError for a grade that there
    is not.
    """
    engine = cohort.engine
    if grade is not None and grade not in _names(engine):
        raise KeyError(grade)
    start = State(engine=engine, evidence=cohort.standing.evidence, among=cohort.among)
    return _Question(cohort=cohort, start=start).answer(grade)


def _names(engine: Engine) -> list[str]:
    grading = engine.model.grading
    return [] if grading is None else [g.name for g in grading.grades]


@define(eq=False)
class _Question:
    cohort: Cohort
    start: State
    base: Ladder | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.base = ladder(self.cohort, self.start, above=self.cohort.now.total)

    def answer(self, named: str | None) -> Reach:
        now = self.cohort.now
        goal, target = self._goal(named)
        if target is None:
            return self._said("highest", None, None)
        if now.grade in goal:
            return self._said("has_it", target, None)
        need = None if self.base is None else self.base.need(goal)
        best: tuple[tuple[int, int], State, Outcome] | None = None
        for before in self._prepared(goal, target):
            found = self._way(before, goal)
            if found is not None and (best is None or size(found[0].changes) < best[0]):
                best = (size(found[0].changes), *found)
        if best is None:
            return self._said(self._refuted(goal), target, need)
        sized, way, outcome = best
        verdict = self._proved(goal, *sized)
        return evolve(self._said(verdict, target, need), changes=way.changes, after=outcome)

    def _said(self, verdict: Verdict, target: str | None, need: Need | None) -> Reach:
        return Reach(unit=self.cohort.standing.unit, now=self.cohort.now, grade=target, verdict=verdict, need=need)

    # --- what is to be reached -------------------------------------------------------------------

    def _goal(self, named: str | None) -> tuple[frozenset[str], str | None]:
        """The grades that will do, and the lowest of them."""
        engine, now = self.cohort.engine, self.cohort.now
        order = self._order()
        if named is not None and named not in order:
            # It may come with a lower total than the unit has.
            whole = ladder(self.cohort, self.start)
            order = order if whole is None else whole.order()
        if named is not None:
            better = order[order.index(named) :] if named in order else [named]
            return frozenset(better), named
        # What only a veto gives is below all that points give.
        better = order[order.index(now.grade) + 1 :] if now.grade in order else order or _names(engine)
        better = better or self._by_facts(order)
        return frozenset(better), better[0] if better else None

    def _by_facts(self, order: list[str]) -> list[str]:
        """The grades above the unit's own that no total gives it, but would with other facts."""
        now = self.cohort.now.grade
        found = []
        for name in _names(self.cohort.engine):
            if name not in order:
                ladders = (ladder(self.cohort, s) for s in self._prepared(frozenset((name,)), name))
                orders = [made.order() for made in ladders if made is not None]
                if any(now in o and name in o[o.index(now) + 1 :] for o in orders if now is not None):
                    found.append(name)
        # Grades are written from the best down, so the nearest comes last.
        return found[::-1]

    def _order(self) -> list[str]:
        """The grades as they come with a rising total: for the unit without a veto, or if it is not scored for another."""
        veto = self.cohort.standing.veto
        states = Ways().make(veto.condition, False, self.start) if veto is not None else []
        found = next((made for s in states if (made := ladder(self.cohort, s)) is not None), None)
        found = self.base if veto is None else found
        if found is None:
            found = next((made for other in self.cohort.others() if (made := ladder(*other)) is not None), None)
        return [] if found is None else found.order()

    # --- a way -----------------------------------------------------------------------------------

    def _prepared(self, goal: frozenset[str], target: str) -> list[State]:
        """The unit with all that the grade asks besides the total."""
        model = self.cohort.engine.model
        asked = [(e, wanted) for e, wanted in demands(model, goal, target) if not self.start.holds(e, wanted)]
        found = Ways().all(asked, self.start) if asked else [self.start]
        allowed = usable(model)
        return [s for s in found if facts_of(s.changes) <= allowed][:4]

    def _way(self, before: State, goal: frozenset[str]) -> tuple[State, Outcome] | None:
        if before.total is None:
            return None
        there = self.base if before is self.start else ladder(self.cohort, before)
        need = None if there is None else there.need(goal)
        if need is None:
            return None

        def suffices(state: State) -> bool:
            outcome = self.cohort.outcome(state.evidence)
            return outcome is not None and outcome.grade in goal

        search = Search(start=before, need=need, usable=usable(self.cohort.engine.model), suffices=suffices)
        found: State | None = before if need.met(before.total) and suffices(before) else search.best()
        if found is None:
            return None
        for way in (search.shrunk(found), found):
            outcome = self.cohort.outcome(way.evidence)
            if outcome is not None and outcome.grade in goal:
                return way, outcome
        return None

    # --- that there is none smaller --------------------------------------------------------------

    def _proved(self, goal: frozenset[str], facts: int, within: int) -> Verdict:
        proof = self._proof()
        if proof is None or not self._impossible(proof, goal, facts - 1, None):
            return "a_way"
        spare = within - facts
        if spare == 0 or self._impossible(proof, goal, facts, spare):
            return "least"
        return "fewest_facts"

    def _proof(self) -> Proof | None:
        score = self.cohort.score(self.start.frame)
        if score is None or self.base is None or not self.base.exact:
            return None
        return Proof(state=self.start, ceilings=Ceilings(self.start, score), total=score.root.points)

    def _impossible(self, proof: Proof, goal: frozenset[str], k: int, most: int | None) -> bool:
        """Whether no ``k`` facts can do it (each list of events by at most so many)."""
        ceiling = proof.ceiling(k, most)
        graded = facts_graded(self.cohort.engine.model)
        for n in range(min(k, len(graded)) + 1):
            for chosen in combinations(sorted(graded), n):
                if not self._falls_short(ceiling, goal, frozenset(chosen)):
                    return False
        return True

    def _falls_short(self, ceiling: object, goal: frozenset[str], graded: frozenset[str]) -> bool:
        """Whether a total is not enough, whatever these facts are that the grades look at themselves."""
        kinds = kinds_of(self.start, graded)
        if kinds is None:
            return False
        for changes in kinds:
            facts = self.start.evidence.facts
            if all(isinstance(c, SetFact) and facts.get(c.fact) == c.to.value for c in changes):
                there = self.base
            else:
                state = after(self.start, changes)
                if not state.sound:
                    continue
                veto = self.cohort.engine.unscored(state.frame)
                if veto is not None and veto.grade not in goal:
                    continue
                there = ladder(self.cohort, state, above=self.cohort.now.total)
            if there is None or not there.exact:
                return False
            need = there.need(goal)
            if need is not None and (not isinstance(ceiling, int | Fraction) or need.met(ceiling)):
                return False
        return True

    def _refuted(self, goal: frozenset[str]) -> Verdict:
        proof = self._proof()
        if proof is None:
            return "none_found"
        model = self.cohort.engine.model
        graded = facts_graded(model)
        needs = [s for n in range(len(graded) + 1) for s in combinations(sorted(graded), n)]
        by_facts = proof.ceilings.total(usable(model))
        if by_facts is None or not all(self._falls_short(by_facts, goal, frozenset(s)) for s in needs):
            return "none_found"
        by_all = static_points(model)[""].high
        if by_all is None or not all(self._falls_short(by_all, goal, frozenset(s)) for s in needs):
            return "not_by_facts"
        return "unreachable"
