/**
 * Decides that a sale stops and whether the platform has stopped it.
 *
 * <p>In: {@code testing.results.v1} (a failed test blocks the sale, with nobody in between),
 * {@code platform.block-reports.v1} (the platform's answers), {@code platform.listings.v1} (what a listing is),
 * {@code platform.orders.v1} (what was sold in spite of a block); and the shop itself, looked at as a stranger would. Out:
 * {@code enforcement.v1} and the compacted {@code enforcement.block-list.v1}.
 */
package org.importsafety.enforcement;
