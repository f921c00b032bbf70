package org.importsafety.sandbox;

import java.nio.file.Path;

/** The services that a month needs. */
enum Service {
    SELECTION("selection"),
    TESTING("testing"),
    ENFORCEMENT("enforcement"),
    REFUND("refund");

    private final String database;

    Service(String database) {
        this.database = database;
    }

    /** Its port, counted from the base. */
    int offset() {
        return ordinal() + 1;
    }

    String database() {
        return database;
    }

    String module() {
        return database + "-service";
    }

    Path jar(Path home) {
        return home.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
