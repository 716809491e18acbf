"""NannyML's estimates for the first 5,000 analysis rows of its synthetic car loan data set.

python -m venv v && v/bin/pip install nannyml==0.13.1 statsmodels 'pandas<3' && v/bin/python cbpe.py > cbpe.json
"""
import json

import nannyml as nml
from nannyml.performance_estimation.confidence_based import metrics as m

reference, analysis, _ = nml.load_synthetic_car_loan_dataset()
chunk = analysis.iloc[:5000]


def levels(probability):
    return [
        [float(p), int(len(called)), int(called.sum())]
        for p, called in chunk['y_pred'].groupby(probability.to_numpy())
    ]


estimator = nml.CBPE(
    y_pred_proba='y_pred_proba', y_pred='y_pred', y_true='repaid', problem_type='classification_binary',
    metrics=['f1', 'precision', 'recall', 'accuracy', 'confusion_matrix'], chunk_size=5000,
)
estimator.fit(reference)
estimated = estimator.estimate(analysis).filter(period='analysis').to_df()
names = ['accuracy', 'precision', 'recall', 'f1', 'true_positive', 'false_positive', 'false_negative', 'true_negative']
calibrated = chunk['y_pred_proba'].map(lambda p: float(estimator.calibrator.calibrate([[p]])[0]))
raw = chunk['y_pred_proba']
print(json.dumps({
    'nannyml': nml.__version__,
    'asGiven': {
        'levels': levels(raw),
        'accuracy': m.estimate_accuracy(chunk['y_pred'], raw), 'precision': m.estimate_precision(chunk['y_pred'], raw),
        'recall': m.estimate_recall(chunk['y_pred'], raw), 'f1': m.estimate_f1(chunk['y_pred'], raw),
        'auc': m.estimate_roc_auc(raw, raw),
    },
    'calibrated': {'levels': levels(calibrated), **{n: float(estimated[(n, 'value')].iloc[0]) for n in names}},
}))
