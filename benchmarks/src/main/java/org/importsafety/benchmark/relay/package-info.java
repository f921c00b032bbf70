/** From a row in the outbox to a record on Kafka: our relay beside what else could do it. */
package org.importsafety.benchmark.relay;
