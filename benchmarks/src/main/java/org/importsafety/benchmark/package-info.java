/**
 * Ours beside a floor of raw clients. A {@link org.importsafety.benchmark.Benchmark} sets its contenders up on a {@link
 * org.importsafety.benchmark.Stage}; they take turns in {@link org.importsafety.benchmark.Rounds}; what comes out is judged by the
 * benchmark's {@link org.importsafety.benchmark.Goal}s. A new benchmark is one class, listed in {@link org.importsafety.benchmark.Main}.
 */
package org.importsafety.benchmark;
