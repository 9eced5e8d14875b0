"""The app that tutorials for serving a scikit-learn model show: FastAPI, pandas, joblib. It keeps nothing and checks no key."""

import os
from typing import Any

import joblib
import pandas as pd
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
model = joblib.load(os.environ["MODEL"])


class Asked(BaseModel):
    row: dict[str, Any]


@app.post("/predict")
def predict(asked: Asked) -> dict[str, Any]:
    frame = pd.DataFrame([asked.row])
    chances = model.predict_proba(frame)[0]
    return {"answer": str(model.classes_[chances.argmax()]), "score": float(chances[1])}
