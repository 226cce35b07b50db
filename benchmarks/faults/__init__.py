"""The fault bench: what the product must survive, each in a module that prints its figures and its seed.

    python -m benchmarks.faults            every bench, long
    python -m benchmarks.faults.kill --count 100 --seed 7

`tests/faults` runs each of them small.
"""
