"""What four peers answer for the same two pairs of samples. One virtual environment a peer; each run prints one JSON object:

python -m venv e && e/bin/pip install evidently==0.7.23 'pandas<3' && e/bin/python peers.py evidently
python -m venv n && n/bin/pip install nannyml==0.13.1 statsmodels 'pandas<3' && n/bin/python peers.py nannyml
python -m venv p && p/bin/pip install popmon==1.4.12 'pandas<3' && p/bin/python peers.py popmon
python -m venv f && f/bin/pip install frouros==0.9.0 && f/bin/python peers.py frouros

peers.json holds the four answers under their names. The samples are made by whole numbers and products alone, so that
peers.test.ts makes the same doubles.
"""
import json
import sys

import numpy as np


def lattice(rows, step, modulus, scale, shift):
    values = [((k * step) % modulus) / modulus for k in range(rows)]
    return np.array([v * v * scale + shift for v in values])


SKEWED = (lattice(500, 7919, 1009, 10.0, 0.0), lattice(400, 6101, 997, 12.0, 0.5))
SAME_SIZE = (lattice(300, 7919, 1009, 1.0, -0.25), lattice(300, 6101, 997, 1.1, -0.25))
FEW = (np.array([(k * k) % 7 for k in range(210)], dtype=float), np.array([(k * 5 + k // 9) % 9 for k in range(180)], dtype=float))


def evidently(reference, current):
    import pandas as pd
    from evidently.legacy.calculations.stattests.jensenshannon import _jensenshannon
    from evidently.legacy.calculations.stattests.psi import _psi
    from evidently.legacy.calculations.stattests.wasserstein_distance_norm import _wasserstein_distance_norm
    from evidently.legacy.core import ColumnType
    r, c = pd.Series(reference), pd.Series(current)
    return {
        'psi': _psi(r, c, ColumnType.Numerical, 0.1)[0],
        'jensenShannonDistance': _jensenshannon(r, c, ColumnType.Numerical, 0.1)[0],
        'wassersteinNormed': _wasserstein_distance_norm(r, c, ColumnType.Numerical, 0.1)[0],
    }


def nannyml(reference, current):
    import pandas as pd
    from nannyml.chunk import CountBasedChunker
    from nannyml.drift.univariate.methods import FeatureType, MethodFactory
    from nannyml.thresholds import ConstantThreshold
    answers = {}
    for key in ('jensen_shannon', 'hellinger', 'kolmogorov_smirnov', 'wasserstein'):
        method = MethodFactory.create(
            key=key, feature_type=FeatureType.CONTINUOUS, chunker=CountBasedChunker(10),
            threshold=ConstantThreshold(upper=1),
        )
        method.fit(pd.Series(reference, name='x'))
        answers[key] = method.calculate(pd.Series(current, name='x'))
    return answers


def popmon(reference, current):
    import pandas as pd
    import popmon as pm
    frame = pd.DataFrame({'x': np.concatenate([reference, current])})
    frame['date'] = pd.to_datetime(['2026-01-01'] * len(reference) + ['2026-01-02'] * len(current))
    report = pm.df_stability_report(
        frame.iloc[len(reference):], time_axis='date', features=['date:x'], time_width='1d',
        time_offset='2026-01-01', reference_type='external', reference=frame.iloc[:len(reference)],
    )
    row = report.datastore['comparisons']['x'].iloc[0]
    return {key: row['ref_' + key] for key in ('psi', 'jsd', 'ks', 'max_prob_diff', 'chi2')}


def frouros(reference, current):
    from frouros.detectors.data_drift import EMD, JS, PSI
    answers = {}
    for name, detector in (('psi', PSI()), ('emd', EMD())):
        detector.fit(X=reference)
        answers[name] = detector.compare(X=current)[0].distance
    return answers


peer = {'evidently': evidently, 'nannyml': nannyml, 'popmon': popmon, 'frouros': frouros}[sys.argv[1]]
pairs = {'skewed': SKEWED, 'sameSize': SAME_SIZE, 'few': FEW}
print(json.dumps({name: {k: float(v) for k, v in peer(*pair).items()} for name, pair in pairs.items()}))
