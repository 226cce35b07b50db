"""Each bench of `benchmarks.faults`, small: what must survive every change."""
