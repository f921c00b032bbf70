package org.importsafety.sandbox;

/** The run cannot begin or go on: what a person is told, and the exit code for a script. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The month did not end. */
    static final int NOT_ENDED = 1;
    /** Wrong usage or bad input. */
    static final int BAD_INPUT = 2;
    /** Another one runs, or a port is taken. */
    static final int OCCUPIED = 3;

    private final int exitCode;

    Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
