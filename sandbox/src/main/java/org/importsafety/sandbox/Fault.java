package org.importsafety.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may go wrong around the services, on request; the month's end must be the same, but for what a correction changes. */
public enum Fault {
    /** A tenth of the order lines are told twice, some long after, some of them with another amount the second time. */
    DUPLICATE_ORDERS,
    /** Order lines come in any order, a cancellation perhaps before its line. */
    SHUFFLED_ORDERS,
    /** The provider moves the money of a fifth of the refunds and its first answer is lost. */
    LOST_PROVIDER_ANSWER,
    /** Some reports are corrected hours later: what had passed fails, what had failed passes. */
    CORRECTED_REPORT,
    /** The platform says that it has blocked, and sells half of these listings on until it is asked again. */
    LYING_PLATFORM,
    /** Some listings' first laboratory will not test them; another one does. */
    REFUSING_LAB,
    /** Some reports come only after it was told that they are overdue; they are due a working day after the order then. */
    LATE_LAB,
    /** The platform blocks half of the listings without a word, until it is asked again. */
    SILENT_PLATFORM,
    /** A tenth of the notices to buyers do not reach them. */
    BOUNCING_NOTICES,
    /** Who sold what is blocked lists it again under another id and another writing of its number; then every listing has a number. */
    RELISTING;

    /** As on the command line. */
    String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String all() {
        return Arrays.stream(values()).map(Fault::written).collect(Collectors.joining(", "));
    }

    static Fault of(String written) {
        return Arrays.stream(values())
                .filter(fault -> fault.written().equals(written))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("this version has no fault '" + written + "', only " + all()));
    }
}
