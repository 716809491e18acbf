"""Special functions at 40 digits, and scipy's tests, for test/engines/statistics/goldens.test.ts.

apt-get install python3-scipy python3-mpmath && /usr/bin/python3 special-functions.py > special-functions.json
"""
import json
import random

import scipy
from mpmath import erfc, exp, gammainc, inf, log, loggamma, mp, mpf, nstr, pi, sqrt
from scipy import stats
from scipy.spatial.distance import jensenshannon

mp.dps = 60


def num(value):
    return float(nstr(value, 20))


def gamma_rows():
    rows = []
    for a in (0.5, 1, 1.5, 2, 4.5, 9.5, 15.5, 16, 24.5, 49.5, 99.5, 499.5, 5000):
        for times in (0.01, 0.2, 0.7, 0.95, 1, 1.05, 1.5, 3, 10, 40, 1000):
            x = a * times
            # the density decides how small the smaller tail is
            if a * log(x) - x - loggamma(a) < -690:
                continue
            below = gammainc(a, 0, mpf(x), regularized=True)
            above = gammainc(a, mpf(x), inf, regularized=True)
            rows.append([a, x, num(below), num(above)])
    return rows


def non_central(x, df, lam):
    x, df, lam = mpf(x), mpf(df), mpf(lam)
    half, y, mean = df / 2, x / 2, lam / 2
    peak = max(mean, (sqrt(half * half + 4 * mean * y) - half) / 2)
    low, high = max(0, int(peak - 25 * sqrt(peak) - 200)), int(peak + 30 * sqrt(peak) + 400)
    tail = gammainc(half + low, y, inf, regularized=True)
    step = exp((half + low) * log(y) - y - loggamma(half + low + 1))
    weight = exp(low * log(mean) - mean - loggamma(low + 1))
    total = mpf(0)
    for j in range(low, high):
        total += weight * tail
        tail += step
        step *= y / (half + j + 1)
        weight *= mean / (j + 1)
    return total


def kolmogorov(x):
    x = mpf(x)
    if x > 1:
        return 2 * sum((-1) ** (k - 1) * exp(-2 * k * k * x * x) for k in range(1, 60))
    return 1 - sqrt(2 * pi) / x * sum(exp(-((2 * k - 1) ** 2) * pi**2 / (8 * x * x)) for k in range(1, 60))


random.seed(20261125)
tables = []
for _ in range(40):
    bins = random.randint(2, 12)
    side = lambda rows: [random.randint(1, rows) for _ in range(bins)]  # noqa: E731
    reference, current = side(random.choice([20, 400, 90000])), side(random.choice([20, 400, 90000]))
    statistic, p, df, _ = stats.chi2_contingency([reference, current], correction=False)
    tables.append({
        'reference': reference, 'current': current, 'chiSquare': float(statistic), 'p': float(p), 'df': int(df),
        'jensenShannonBase2': float(jensenshannon(reference, current, base=2)),
    })
samples = []
for n, m, by in ((8, 8, 0.9), (30, 17, 0.3), (200, 300, 0.1), (60, 60, 0.8)):
    # two decimals and an offset: no tie within or between the samples
    reference = random.sample(range(0, 100000, 2), n)
    current = [v + 1 for v in random.sample(range(int(by * 30000) // 2 * 2, 100000, 2), m)]
    ks = stats.ks_2samp(reference, current, method='exact')
    samples.append({
        'reference': reference, 'current': current, 'statistic': float(ks.statistic), 'p': float(ks.pvalue),
        'wasserstein': float(stats.wasserstein_distance(reference, current)),
    })
print(json.dumps({
    'scipy': scipy.__version__,
    'regularizedGamma': gamma_rows(),
    'logGamma': [[x, num(loggamma(mpf(x)))] for x in (1e-8, 0.01, 0.3, 0.5, 0.9, 1.1, 1.9, 2.1, 3.5, 10, 15.9, 16.1, 100.5, 5000, 1e6, 1e10)],
    'normalCdf': [[z, num(erfc(-mpf(z) / sqrt(2)) / 2)] for z in (-37, -30, -20, -10, -6, -3.5, -2, -1, -0.5, -0.01, 0.01, 0.7, 1.7, 3, 6)],
    'kolmogorovSurvival': [[x, num(kolmogorov(x))] for x in (0.2, 0.4, 0.6, 0.83, 1, 1.17, 1.19, 1.36, 1.63, 2.5, 4, 8, 12, 18)],
    'nonCentralChiSquare': [[x, df, lam, num(non_central(x, df, lam))] for x, df, lam in (
        (1, 1, 1), (9, 9, 0.1), (16.9, 9, 5), (30, 4, 10), (100, 9, 10), (400, 9, 10), (1000, 9, 50), (1200, 9, 3),
        (50, 9, 100), (20000, 9, 20000), (24000, 9, 20000), (1100, 3, 900), (200, 99, 60), (1, 9, 50), (0.01, 2, 0.5),
        (52000, 9, 50000), (60000, 19, 50000), (300, 1, 1e-8))],
    'tables': tables,
    'samples': samples,
}))
