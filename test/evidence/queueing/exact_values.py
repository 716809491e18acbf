"""Exact values of R01 to R30 by other means than those of src/engines/queueing: prints id, metric, value.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install mpmath==1.4.1 numpy==2.4.6 scipy==1.17.1
    /tmp/v/bin/python test/evidence/queueing/exact_values.py

The recursions and the state reduction of src are not used: closed forms are summed at 40 digits, chains are solved by LU,
phase-type waits come from the matrix exponential. Checks against a second method are asserted.
"""

import math

import numpy as np
import scipy.sparse as sparse
import scipy.sparse.linalg as sparse_linalg
from mpmath import exp, expjpi, factorial, floor, mp, mpf, re
from scipy.linalg import expm
from scipy.stats import poisson

mp.dps = 40


def percentile(survival, share):
    """The smallest t with P(T > t) <= 1 - share, by bisection."""
    longer = 1 - mpf(share)
    if survival(mpf(0)) <= longer:
        return mpf(0)
    below, above = mpf(0), mpf(1)
    while survival(above) > longer:
        above *= 2
    for _ in range(140):
        middle = (below + above) / 2
        below, above = (middle, above) if survival(middle) > longer else (below, middle)
    return above


def waits(survival, mean):
    return {
        "waitProbability": survival(mpf(0)),
        "meanWait": mean,
        "waitP95": percentile(survival, "0.95"),
        "waitP99": percentile(survival, "0.99"),
    }


def mmc(arrivals, servers):
    a = mpf(arrivals)
    last = a**servers / factorial(servers) * servers / (servers - a)
    delayed = last / (sum(a**k / factorial(k) for k in range(servers)) + last)
    drift = servers - 1 - a
    mean = delayed / (servers - a)
    sojourn = lambda t: exp(-t) * (1 + delayed * (1 - exp(-drift * t)) / drift)
    return {
        **waits(lambda t: delayed * exp(-(servers - a) * t), mean),
        "meanSojourn": mean + 1,
        "sojournP95": percentile(sojourn, "0.95"),
        "sojournP99": percentile(sojourn, "0.99"),
    }


def stationary(matrix):
    """Of a generator or of a stochastic matrix less the identity, rows to columns."""
    left = matrix.T.copy()
    left[0] = 1
    right = np.zeros(len(left))
    right[0] = 1
    return np.linalg.solve(left, right)


def birth_and_death(most, birth, death):
    q = np.zeros((most + 1, most + 1))
    for n in range(most + 1):
        if n < most:
            q[n, n + 1] = birth(n)
        if n > 0:
            q[n, n - 1] = death(n)
        q[n, n] = -q[n].sum()
    return stationary(q)


def finite(arrivals, servers, places):
    p = birth_and_death(places, lambda n: arrivals, lambda n: min(n, servers))
    accepted = arrivals * (1 - p[places])
    present = sum(n * p[n] for n in range(places + 1))
    return {
        "blocked": p[places],
        "throughput": accepted,
        "meanWait": present / accepted - 1,
        "meanSojourn": present / accepted,
    }


def closed(clients, think, servers):
    p = birth_and_death(clients, lambda n: (clients - n) / think, lambda n: min(n, servers))
    throughput = sum(min(n, servers) * p[n] for n in range(clients + 1))
    present = sum(n * p[n] for n in range(clients + 1))
    return {
        "throughput": throughput,
        "meanWait": present / throughput - 1,
        "meanSojourn": present / throughput,
        "busyShare": throughput / servers,
    }


def md1(arrivals):
    """Erlang's alternating series, which needs some hundred digits."""
    with mp.workdps(400):
        load = mpf(arrivals)

        def survival(t):
            total = mpf(0)
            for k in range(int(floor(t)) + 1):
                x = load * (k - t)
                total += exp(-x) * (x**k / factorial(k) if k else 1)
            return 1 - (1 - load) * total

        return waits(survival, load / 2 / (1 - load))


def departures(states, batch, arrivals_in):
    """Left behind by a departure: rows x -> max(x - batch, 0) + Poisson(arrivals_in[x]), what is beyond in the last state."""
    p = np.zeros((states + 1, states + 1))
    for x in range(states + 1):
        low = max(0, x - batch)
        p[x, low:] = poisson.pmf(np.arange(states + 1 - low), arrivals_in[x])
        p[x, states] += 1 - p[x].sum()
    return stationary(p - np.eye(states + 1))


def mdc(load, servers):
    a = servers * load
    states = int(servers + 36 / (1 - load) + 10 * math.sqrt(servers) + 200)
    present = departures(states, servers, np.full(states + 1, a))
    # the mean by the roots of z^c = e^(a (z - 1)) inside the unit circle
    queue = (mpf(a) ** 2 - servers * (servers - 1)) / (2 * (servers - mpf(a)))
    for k in range(1, servers):
        z = mpf(0)
        for _ in range(4000):
            z = expjpi(mpf(2) * k / servers) * exp(mpf(a) / servers * (z - 1))
        queue += 1 / (1 - z)
    mean = re(queue) / mpf(a)
    # and by Spitzer's identity: the sum over k of E[(Poisson(k a) - k c)^+] / k
    k = np.arange(1, 40_000)
    excess = k * a * poisson.sf(k * servers - 1, k * a) - k * servers * poisson.sf(k * servers, k * a)
    assert abs(float((excess / k).sum() / a / mean) - 1) < 1e-9
    at_most = np.cumsum(present)

    def survival(t):
        step = int(math.floor(float(t))) + 1
        j = np.arange(step * servers)
        waiting = np.minimum(step * servers - 1 - j + servers, states)
        return 1 - float((at_most[waiting] * poisson.pmf(j, a * (step - float(t)))).sum())

    return waits(survival, mean)


def phase_type_1(arrivals, start, phases):
    """M/PH/1: the wait is phase-type itself, a geometric number of residual services."""
    start, phases = np.array(start, float), np.array(phases, float)
    mean = -start @ np.linalg.inv(phases) @ np.ones(len(start))
    residual = -start @ np.linalg.inv(phases) / mean
    load = arrivals * mean
    wait = phases + load * np.outer(-phases @ np.ones(len(start)), residual)
    survival = lambda t: float(load * residual @ expm(wait * float(t)) @ np.ones(len(start)))
    return waits(survival, float(load * residual @ -np.linalg.inv(wait) @ np.ones(len(start))))


def phase_type_c(load, servers, two_phase):
    """M/PH/c with services of two phases, over the number present and those of its services in the first phase.

    two_phase is ("hyper", scv) or ("erlang",). Waits are those of an arrival that counts departures ahead of it, by uniformisation.
    """
    arrivals = servers * load
    if two_phase[0] == "hyper":
        scv = two_phase[1]
        often = (1 + math.sqrt((scv - 1) / (scv + 1))) / 2
        rates = (2 * often, 2 * (1 - often))
    else:
        scv, rates = 0.5, (2.0, 2.0)
    states = int(servers - 42 / math.log(1 - (1 - load) * 2 / (1 + scv))) + 20

    def moves(n, k):
        serving = min(n, servers)
        if two_phase[0] == "hyper":
            if n < servers:
                yield n + 1, k + 1, arrivals * often
                yield n + 1, k, arrivals * (1 - often)
            else:
                yield n + 1, k, arrivals
            for left, rate in ((1, k * rates[0]), (0, (serving - k) * rates[1])):
                if n <= servers:
                    yield n - 1, k - left, rate
                else:
                    yield n - 1, k - left + 1, rate * often
                    yield n - 1, k - left, rate * (1 - often)
        else:
            yield n + 1, k + 1 if n < servers else k, arrivals
            yield n, k - 1, k * rates[0]
            yield n - 1, k if n <= servers else k + 1, (serving - k) * rates[1]

    names = [(n, k) for n in range(states + 1) for k in range(min(n, servers) + 1)]
    index = {name: at for at, name in enumerate(names)}
    rows, columns, values = [], [], []
    for at, (n, k) in enumerate(names):
        for to_n, to_k, rate in moves(n, k):
            if rate > 0 and (to_n, to_k) in index:
                rows += [index[to_n, to_k], at]
                columns += [at, at]
                values += [rate, -rate]
    left = sparse.csc_matrix((values, (rows, columns)), shape=(len(names), len(names))).tolil()
    left[0, :] = 1
    right = np.zeros(len(names))
    right[0] = 1
    present = sparse_linalg.spsolve(left.tocsc(), right)
    mean = sum(present[at] * max(0, n - servers) for at, (n, k) in enumerate(names)) / arrivals

    # departures still to come before an arrival that waits is served, and the services in the first phase
    ahead = np.zeros((states - servers + 2, servers + 1))
    for at, (n, k) in enumerate(names):
        if n >= servers:
            ahead[n - servers + 1, k] += present[at]
    k = np.arange(servers + 1)
    fastest = servers * max(rates)
    first, second = k * rates[0] / fastest, (servers - k) * rates[1] / fastest
    waiting = [ahead.sum()]
    while waiting[-1] > 1e-13:
        after = ahead * (1 - first - second)
        if two_phase[0] == "hyper":
            after[:-1] += (ahead * first * often)[1:] + (ahead * second * (1 - often))[1:]
            after[:-1, :-1] += (ahead * first * (1 - often))[1:, 1:]
            after[:-1, 1:] += (ahead * second * often)[1:, :-1]
        else:
            after[:, :-1] += (ahead * first)[:, 1:]
            after[:-1, 1:] += (ahead * second)[1:, :-1]
        after[0] = 0
        ahead = after
        waiting.append(ahead.sum())
    waiting = np.array(waiting)
    survival = lambda t: float((poisson.pmf(np.arange(len(waiting)), fastest * float(t)) * waiting).sum())
    return waits(survival, mean)


def priorities(classes):
    """Cobham; classes are rate, mean and squared coefficient of variation. Kleinrock's conservation law is asserted."""
    residual = sum(rate * mean**2 * (1 + scv) for rate, mean, scv in classes) / 2
    above, found = mpf(0), {}
    for number, (rate, mean, _) in enumerate(classes, 1):
        found[f"meanWaitClass{number}"] = residual / (1 - above) / (1 - above - rate * mean)
        above += rate * mean
    weighed = sum(rate * mean * found[f"meanWaitClass{n}"] for n, (rate, mean, _) in enumerate(classes, 1))
    assert abs(weighed - above * residual / (1 - above)) < mpf(10) ** -35
    return found


def bursts_exponential(rate, size, states=1500):
    q = np.zeros((states + 1, states + 1))
    for n in range(states + 1):
        q[n, min(states, n + size)] += rate
        if n:
            q[n, n - 1] += 1
        q[n, n] -= q[n].sum()
    sojourn = (np.arange(states + 1) * stationary(q)).sum() / (rate * size)
    return {"meanWait": sojourn - 1, "meanSojourn": sojourn}


def bursts_deterministic(rate, size, states=1200):
    come = np.zeros(states + 1)
    come[::size] = poisson.pmf(np.arange(states // size + 1), rate)
    p = np.zeros((states + 1, states + 1))
    for x in range(states + 1):
        low = x - 1 if x else size - 1
        p[x, low:] = come[: states + 1 - low]
        p[x, states] += 1 - p[x].sum()
    left = stationary(p - np.eye(states + 1))
    start = np.where(np.arange(states + 1) == 0, size, np.arange(states + 1))
    cycle = 1 + left[0] / rate
    sojourn = (left * (start + rate * size / 2)).sum() / cycle / (rate * size)
    return {"meanWait": sojourn - 1, "meanSojourn": sojourn}


def bulk(arrivals, batch, states=16_000):
    """States: 0 idle, 1 + n busy with n waiting."""
    rows, columns, values = [], [], []

    def move(here, there, rate):
        rows.extend([there, here])
        columns.extend([here, here])
        values.extend([rate, -rate])

    move(0, 1, arrivals)
    for n in range(states + 1):
        if n < states:
            move(1 + n, 2 + n, arrivals)
        move(1 + n, 0 if n == 0 else 1 + max(0, n - batch), 1.0)
    left = sparse.csc_matrix((values, (rows, columns)), shape=(states + 2, states + 2)).tolil()
    left[0, :] = 1
    right = np.zeros(states + 2)
    right[0] = 1
    p = sparse_linalg.spsolve(left.tocsc(), right)
    wait = (np.arange(states + 1) * p[1:]).sum() / arrivals
    busy = 1 - p[0]
    return {"meanWait": wait, "meanSojourn": wait + 1, "meanBatch": arrivals / busy, "busyShare": busy}


def greedy(arrivals, times, states):
    left = np.arange(states + 1)
    time = np.array(times)[np.clip(left, 1, len(times)) - 1]
    share = departures(states, len(times), arrivals * time)
    cycle = (share * time).sum() + share[0] / arrivals
    batch = (share * np.clip(left, 1, len(times))).sum()
    assert abs(batch / cycle / arrivals - 1) < 1e-10
    sojourn = (share * (np.maximum(left, 1) * time + arrivals * time**2 / 2)).sum() / cycle / arrivals
    return {"meanSojourn": sojourn, "meanBatch": batch, "busyShare": (share * time).sum() / cycle}


OFTEN = (1 + math.sqrt(1 / 3)) / 2

VALUES = {
    "R01": mmc("0.3", 1),
    "R02": mmc("0.98", 1),
    "R03": mmc("0.6", 2),
    "R04": mmc("4.2", 6),
    "R05": mmc("30.4", 32),
    "R06": mmc("90", 100),
    "R07": finite(4, 5, 5),
    "R08": finite(18, 20, 20),
    "R09": finite(2.6, 2, 5),
    "R10": finite(7.6, 8, 64),
    "R11": md1("0.3"),
    "R12": md1("0.98"),
    "R13": mdc(0.9, 2),
    "R14": mdc(0.7, 6),
    "R15": mdc(0.95, 16),
    "R16": phase_type_1(0.7, [1, 0, 0], [[-3, 3, 0], [0, -3, 3], [0, 0, -3]]),
    "R17": phase_type_1(0.6, [OFTEN, 1 - OFTEN], [[-2 * OFTEN, 0], [0, -2 * (1 - OFTEN)]]),
    "R18": {"meanWait": mpf("0.9") * mpf("1.25") / 2 / mpf("0.1")},
    "R19": phase_type_c(0.8, 4, ("hyper", 4.0)),
    "R20": phase_type_c(0.9, 8, ("erlang",)),
    "R21": {"meanSojourn": 1 / mpf("0.4")},
    "R22": priorities(
        [(mpf("0.2"), mpf("0.5"), mpf(0)), (mpf("0.3"), mpf(1), mpf(1)), (mpf("0.15"), mpf(2), mpf("0.25"))]
    ),
    "R23": bursts_exponential(0.45, 2),
    "R24": bursts_deterministic(0.075, 8),
    "R25": closed(12, 4, 3),
    "R26": closed(50, 20, 2),
    "R27": bulk(30.4, 32),
    "R28": greedy(0.07, [8, 9], 200),
    "R29": greedy(0.588, [4, 4.5, 5.5, 9, 9.5, 10], 2200),
    "R30": greedy(12, [2 + 0.05 * n for n in range(1, 129)], 1500),
}

for name, metrics in VALUES.items():
    for metric, value in metrics.items():
        print(name, metric, f"{float(value):.10g}")
