/**
 * Decides which listings of the marketplace are tested this month: counts the paid order lines, ranks the listings of
 * each category, freezes the ranking when the campaign closes.
 *
 * <p>In: {@code platform.listings.v1}, {@code platform.orders.v1} (what is sold), {@code testing.v1},
 * {@code testing.results.v1}, {@code enforcement.v1} (what needs no test now). Out: {@code selection.v1}.
 */
package org.importsafety.selection;
