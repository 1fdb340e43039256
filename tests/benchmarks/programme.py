"""The least total of a matching by a linear programme: an oracle of another kind."""

from decimal import Decimal

from cselekvo.network.matching import Problem
from cselekvo.network.matching_check import counted


def least_total(problem: Problem) -> Decimal:
    """Return the least total of all matchings that assign most units.

    Variables: each allowed pair, each unit without a mentor, each place of a mentor.
    The matrix is totally unimodular, so that the least total is reached in whole
    numbers; HiGHS answers in floating point, and the answer is rounded to thousandths.
    """
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    whole, findings = counted(problem)
    if whole is None:
        raise RuntimeError(findings)
    nobody, units = whole.nobody, len(whole.units)
    prices: list[int] = []
    nobodies: list[int] = []
    where: list[tuple[int, int, int]] = []  # constraint, variable, sign
    for unit, row in enumerate(whole.rows):
        for mentor, cost in row.items():
            if unit not in whole.fixed or whole.fixed[unit] == mentor:
                where.append((unit, len(prices), 1))
                if mentor == nobody:
                    nobodies.append(len(prices))
                else:
                    where.append((units + mentor, len(prices), 1))
                prices.append(cost)
    for mentor, slots in enumerate(whole.slots):
        for cost in slots:
            where.append((units + mentor, len(prices), -1))
            prices.append(cost)
    lines, columns, signs = zip(*where, strict=True)
    table = coo_array(
        (signs, (lines, columns)), shape=(units + nobody, len(prices))
    ).tocsr()
    answer = linprog(
        np.array(prices, dtype=float),
        A_eq=table[:units],
        b_eq=np.ones(units),
        A_ub=table[units:],
        b_ub=np.zeros(nobody),
        bounds=(0, 1),
        method="highs-ds",
    )
    if not answer.success:
        raise RuntimeError(answer.message)
    dear = whole.rows[0][nobody]
    alone = round(sum(answer.x[number] for number in nobodies))
    return Decimal(round(answer.fun) - alone * dear).scaleb(-3)
