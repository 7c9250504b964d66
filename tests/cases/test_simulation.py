"""The queue played: nobody is starved however much there is to do, and an order that starves is found out."""

from datetime import timedelta

import pytest
from flask import Flask

from app.cases.hours import BusinessHours, open_between, parse_week
from app.cases.severity import Severity
from app.cases.simulation.plan import Plan, cases_of, mean_work
from app.cases.simulation.play import ORDERS, play
from app.cases.simulation.table import rows, spoken, starved
from app.cases.sla import SlaPolicy

HOURS = BusinessHours("Europe/Rome", parse_week("Mon-Fri 9:00-13:00, 14:00-18:00"), country="IT")


def plan(agents: int = 4, load: float = 0.9, days: int = 14, seed: int = 1, on_call: int = 1) -> Plan:
    return Plan(agents, load, days, seed, HOURS, SlaPolicy(), on_call=on_call)


@pytest.mark.parametrize("load", [0.5, 0.9, 1.2, 2.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_passed_over_by_what_came_after_their_deadline(load: float, seed: int) -> None:
    chosen = plan(load=load, seed=seed)
    found = starved(chosen, play(chosen))
    assert (found.after_deadline, found.bound_broken) == (0, 0)


@pytest.mark.parametrize("order", ["severity", "newest"])
def test_orders_that_starve_are_found_out(order: str) -> None:
    chosen = plan(load=1.2)
    found = starved(chosen, play(chosen, ORDERS[order]))
    assert found.after_deadline > 0
    assert found.bound_broken > 0


def test_every_case_is_taken_once_or_still_waits() -> None:
    chosen = plan(load=1.2)
    played = play(chosen)
    numbers = [one.entry.id for one in played.taken] + [entry.id for entry in played.left]
    assert sorted(numbers) == [job.entry.id for job in cases_of(chosen)]
    assert all(one.at >= one.entry.entered_at for one in played.taken)
    assert sum(len(row.waits) + row.left for row in rows(chosen, played)) == len(numbers)


def test_the_load_is_the_work_that_comes() -> None:
    chosen = plan(agents=10, load=0.8, days=28)
    work = sum((job.work for job in cases_of(chosen)), timedelta(0))
    room = open_between(HOURS, chosen.starts, chosen.ends) * chosen.agents
    assert work / room == pytest.approx(0.8, abs=0.08)
    assert mean_work() == pytest.approx(timedelta(minutes=20.7), abs=timedelta(minutes=0.1))


def test_more_agents_for_the_same_work_wait_less() -> None:
    few, many = plan(agents=3, load=1.2), plan(agents=6, load=0.6)
    waits = [rows(one, play(one))[-1].quantile(0.9) for one in (few, many)]
    assert waits[1] < waits[0]


def test_somebody_on_call_takes_the_gravest_at_night() -> None:
    alone, covered = plan(on_call=0, days=56), plan(on_call=1, days=56)
    shares = [rows(one, play(one))[0].share() for one in (alone, covered)]
    assert shares[0] < shares[1]


def test_the_same_seed_plays_the_same(app: Flask) -> None:
    chosen = plan()
    assert play(chosen) == play(chosen)
    assert play(chosen) != play(plan(seed=2))
    run = app.test_cli_runner().invoke(args=["queue", "simulate", "--agents", "3", "--days", "7", "--seed", "4"])
    assert run.exit_code == 0, run.output
    assert "of these by a case that came after its deadline: 0" in run.output
    assert [line.split()[0] for line in run.output.splitlines()[2:6]] == [one.value for one in Severity]
    wrong = app.test_cli_runner().invoke(args=["queue", "simulate", "--agents", "0"])
    assert wrong.exit_code == 2
    assert "Invalid value for '--agents'" in wrong.output


def test_amounts_are_said_in_hours_and_minutes() -> None:
    assert [spoken(timedelta(minutes=number)) for number in (0, 59, 60, 150)] == ["0 min", "59 min", "1 h 00", "2 h 30"]
