package org.importsafety.infra;

/** Kafka with the contract's topics and PostgreSQL, as tests need them. JDK types only: calls may cross class loaders. */
interface Infra {

    String bootstrapServers();

    /** host:port of PostgreSQL. */
    String databaseAddress();

    void createDatabase(String name);

    /** Takes the broker away; its data and its port stay. */
    void stopKafka();

    void startKafka();
}
