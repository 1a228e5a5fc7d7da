"""What one rule takes in OpenFisca's country template. Runs in .venv-openfisca; prints JSON.

OpenFisca is under the AGPL: it runs here, in a process of its own, and the product never loads it.
"""

import json
import sys
import time
from importlib.metadata import version
from statistics import median
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

MONTH = "2017-01"


def main() -> None:
    """Every rule of the template for one household, and for many at once."""
    repeats, many = int(sys.argv[1]), int(sys.argv[2])
    system = CountryTaxBenefitSystem()
    rules = [
        (name, MONTH if str(variable.definition_period).endswith("month") else MONTH[:4])
        for name, variable in system.variables.items()
        if variable.formulas
    ]
    one = [_seconds(system, rules, 1) for _ in range(repeats)]
    at_once = [_seconds(system, rules, many) for _ in range(3)]
    print(
        json.dumps(
            {
                "rules": len(rules),
                "us_a_rule": median(one) / len(rules) * 1e6,
                "many": many,
                "us_a_rule_of_many": median(at_once) / len(rules) / many * 1e6,
                "versions": {
                    name: version(name) for name in ("openfisca-core", "openfisca-country-template")
                },
            }
        )
    )


def _seconds(system: Any, rules: list[tuple[str, str]], households: int) -> float:
    """Of the processor, to compute each rule once: OpenFisca keeps a result. What is built before
    is not counted."""
    simulation = SimulationBuilder().build_from_entities(system, _situation(households))
    start = time.process_time()
    for name, period in rules:
        simulation.calculate(name, period)
    return time.process_time() - start


def _situation(households: int) -> dict[str, Any]:
    people = {
        f"p{n}": {"birth": {"ETERNITY": "1980-01-01"}, "salary": {MONTH: 2000 + n}}
        for n in range(households)
    }
    homes = {f"h{n}": {"adults": [f"p{n}"], "rent": {MONTH: 400}} for n in range(households)}
    return {"persons": people, "households": homes}


if __name__ == "__main__":
    main()
