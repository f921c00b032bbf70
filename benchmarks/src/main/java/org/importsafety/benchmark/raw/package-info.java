/**
 * The floors: the same durable steps by the plainest use of the same clients, in processes like those of the services, with no rules, no
 * tokens and no framework. What ours needs more is what it costs.
 */
package org.importsafety.benchmark.raw;
