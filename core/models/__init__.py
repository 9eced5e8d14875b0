"""From a table to a model: questions, features, training, honest metrics, export, comparison, and what is kept of each version.

It uses pandas, scikit-learn and skops, and knows neither HTTP nor the log of answers.
Begin with `templates` (one file for each question) and `training`; `registry` keeps what comes out.
"""
