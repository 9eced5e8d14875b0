"""The parts of which the kinds of answer put their way of learning together. None of them asks which kind it serves.

`targets`: the column with the known answers. `splitting`: which rows are held back. `supervised` with `known_answers`, `choosing`,
`evaluation` and `thresholds`: learning from known answers; `grouping` with `how_many_groups` and `group_names`: without any.
`leak_rules` with `single_column` and `combined`: columns that know the answer; `label_errors` with `quick_model`: answers that look
wrong. `training_set` goes in, `training_result` comes out, and `result_facts` are what is put into words of it.
"""
