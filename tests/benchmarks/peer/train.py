"""Fits the pipeline that a tutorial would write, and keeps it the way both peers load it.

    python train.py TABLE.csv TARGET linear|trees ROUNDS OUT_FOLDER

Columns of text are taken for categories, all others for numbers. `ROUNDS`: trees of the boosting.
"""

import os
import sys
from pathlib import Path

import joblib
import mlflow
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"


def main(table: str, target: str, kind: str, rounds: str, out: str) -> None:
    frame = pd.read_csv(table)
    rows, answers = frame.drop(columns=target), frame[target]
    if kind == "linear":
        numbers = make_pipeline(SimpleImputer(), StandardScaler())
        words, model = OneHotEncoder(handle_unknown="ignore"), LogisticRegression(max_iter=1000)
    else:
        numbers = "passthrough"
        words = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
        model = HistGradientBoostingClassifier(max_iter=int(rounds), early_stopping=False)
    texts = list(rows.select_dtypes("str"))
    parts = [("numbers", numbers, [name for name in rows if name not in texts]), ("words", words, texts)]
    pipeline = make_pipeline(ColumnTransformer(parts), model).fit(rows, answers)
    folder = Path(out)
    joblib.dump(pipeline, folder / "model.joblib")
    signature = mlflow.models.infer_signature(rows.head(100), pipeline.predict(rows.head(100)))
    mlflow.sklearn.save_model(pipeline, str(folder / "mlflow"), signature=signature, serialization_format="cloudpickle")


if __name__ == "__main__":
    main(*sys.argv[1:])
