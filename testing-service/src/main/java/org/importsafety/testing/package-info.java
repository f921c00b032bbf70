/**
 * Decides who tests a selected listing against which limits, and what a laboratory's report means: the verdict.
 *
 * <p>In: {@code selection.v1}. Out: {@code testing.v1} (the work in progress), {@code testing.results.v1} (the
 * verdicts). The rules ({@link org.importsafety.testing.standard.PlanVersion}, {@link
 * org.importsafety.testing.lab.Rotation}, {@link org.importsafety.testing.order.TestOrder}, {@code
 * report.Judgement}) are pure.
 */
package org.importsafety.testing;
