/** Refunds in bulk: a million planned, and paid at a provider that is not always clear. */
package org.importsafety.benchmark.refund;
