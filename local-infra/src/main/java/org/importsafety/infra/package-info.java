/**
 * Real Kafka (KRaft) and real PostgreSQL without Docker, for {@code ./run} and for tests; Testcontainers where Docker answers.
 * Whatever is started here ends with the JVM that started it, also when that JVM is killed.
 */
package org.importsafety.infra;
