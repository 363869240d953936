"""`python -m benchmarks`: all of them, as `make bench` runs them."""

from __future__ import annotations

from benchmarks import annotation, growth

if __name__ == "__main__":
    annotation.main()
    print()
    growth.main(list(growth.SIZES))
