"""Which files may be brought. What a file really is, its bytes decide."""

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods"]
