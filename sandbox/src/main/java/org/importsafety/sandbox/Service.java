package org.importsafety.sandbox;

import java.nio.file.Path;

/** The services of the programme that are processes of their own: the four that a month needs, and the dashboard that shows it. */
enum Service {
    SELECTION("selection-service", "selection", 1, 112),
    TESTING("testing-service", "testing", 2, 96),
    ENFORCEMENT("enforcement-service", "enforcement", 3, 96),
    REFUND("refund-service", "refund", 4, 128),
    DASHBOARD("ops-dashboard", "dashboard", 0, 96);

    private final String module;
    private final String database;
    private final int offset;
    private final int heap;

    /** @param offset its port, counted from the base @param heap at most, MiB */
    Service(String module, String database, int offset, int heap) {
        this.module = module;
        this.database = database;
        this.offset = offset;
        this.heap = heap;
    }

    int offset() {
        return offset;
    }

    int heap() {
        return heap;
    }

    String database() {
        return database;
    }

    String module() {
        return module;
    }

    Path jar(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
