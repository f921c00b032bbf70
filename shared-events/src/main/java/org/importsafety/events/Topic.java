package org.importsafety.events;

/**
 * A Kafka topic of the programme.
 *
 * @param partitions a key keeps its partition, so this number never changes for a topic version
 * @param compacted true where only the latest record of a key counts
 */
public record Topic(String name, int partitions, boolean compacted) {}
