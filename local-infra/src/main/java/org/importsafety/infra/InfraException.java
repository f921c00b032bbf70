package org.importsafety.infra;

/** Kafka or PostgreSQL cannot be started or used here; the message says why and where to look. */
public final class InfraException extends RuntimeException {

    InfraException(String message) {
        super(message);
    }

    InfraException(String message, Throwable cause) {
        super(message, cause);
    }
}
